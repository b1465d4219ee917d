import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { chairIsTold, type InvitationAnswer, isInvitationAnswer } from '../guidance/invitations.ts'
import type { Refusal } from '../guidance/words.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'
import { linkDigest } from '../people/one-time-link.ts'
import { bookInterpreter, type LinkedInvitationRow, readByLink, storeAnswer } from './answering.queries.ts'
import { placeFor } from './invite.ts'
import { isParty, type Meeting, type Party } from './meeting.ts'

/** An invitation as its private link shows it: when, and where as far as this party may know. Nobody's name. */
export interface LinkedInvitation {
  readonly party: Party
  /** `gone`: not needed any more, or called off; `over`: held, or its day has passed. */
  readonly state: LinkedInvitationRow['state']
  readonly on: PlainDate | null
  readonly at: string | null
  readonly where: ReturnType<typeof placeFor>
  readonly answer: InvitationAnswer | null
  readonly answerWords: string | null
  readonly school: Meeting['school']
}

const partyOf = ({ party }: LinkedInvitationRow): Party => (isParty(party) ? party : 'other')
const answerOf = ({ answer }: LinkedInvitationRow) => (answer !== null && isInvitationAnswer(answer) ? answer : null)

/** Null where there never was such a link. */
export async function invitationByLink(tx: Tx, token: string): Promise<LinkedInvitation | null> {
  const row = await readByLink(tx, linkDigest(token))
  return (
    row && {
      party: partyOf(row),
      state: row.state,
      on: row.on_date === null ? null : Temporal.PlainDate.from(row.on_date),
      at: row.at_time,
      where: placeFor(partyOf(row), row, {
        placeWithheld: row.place_withheld,
        addressWithheld: row.address_withheld,
        settingWithheld: row.setting_withheld
      }),
      answer: answerOf(row),
      answerWords: row.answer_words,
      school: { name: row.school_name, email: row.school_email }
    }
  )
}

/** Answers, or answers anew, until the meeting. Whoever chairs is told where it asks something of them. */
export async function answerInvitation(
  tx: Tx,
  token: string,
  given: { readonly answer: InvitationAnswer; readonly words: string | null },
  { now, origin }: { readonly now: Temporal.Instant; readonly origin: string }
): Promise<Refusal | null> {
  const digest = linkDigest(token)
  const before = await readByLink(tx, digest)
  const done = await storeAnswer(tx, digest, { ...given, at: now.toString() })
  if (!before || !done) return { refused: 'This invitation cannot be answered any more.' }
  if (before.party === 'interpreter') await bookInterpreter(tx, digest, given.answer === 'accepted')
  const about = { authorityId: before.authority_id, childId: before.child_id, pepId: before.pep_id }
  await record(tx, {
    person: null,
    action: 'answer an invitation',
    ...about,
    ids: [before.id],
    reason: 'private link',
    payload: { before: { answer: before.answer, words: before.answer_words }, after: given }
  })
  if (before.chair_id && chairIsTold(answerOf(before), given.answer))
    await sendMessage(tx, {
      eventKey: `invitation answered ${before.id} ${given.answer} ${now}`,
      ...about,
      to: { person: before.chair_id },
      kind: 'invitation answered',
      ...texts['invitation answered']({ link: `${origin}/peps/${before.pep_id}/meeting` }),
      origin
    })
  return null
}
