import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { inWords } from '../guidance/dates.ts'
import { calendarFile } from '../messages/calendar-file.ts'
import { sendMessage } from '../messages/outbox.ts'
import { intoCalendar, namesNobody, noAccount, outOfCalendar } from '../messages/text.ts'
import { linkDigest, linkInWaiting, type Seal, sealedToken } from '../people/one-time-link.ts'
import { readInviteeEmail, setLinkDigest } from './meeting.queries.ts'
import type { Invitation, Meeting, Party } from './meeting.ts'

/** What an invitation may say of a meeting. */
export interface Appointed {
  readonly on: PlainDate
  readonly at: string
  readonly place: string | null
  readonly link: string | null
}

/** Whom the page of the meeting is for: everybody else has their invitation. */
const arrangers: readonly Party[] = ['designated-teacher', 'social-worker']
const insiders: readonly Party[] = ['designated-teacher', 'social-worker', 'carer', 'child']

/**
 * The place as this party may know it. A parent is told none where the setting or the address is withheld; nobody outside
 * the council, the school and the child's home is told one that is kept back.
 */
export function placeFor(
  party: Party,
  where: Pick<Appointed, 'place' | 'link'>,
  {
    settingWithheld,
    addressWithheld,
    placeWithheld
  }: Pick<Meeting, 'settingWithheld' | 'addressWithheld' | 'placeWithheld'>
): { readonly place: string | null; readonly link: string | null; readonly withheld: boolean } {
  const withheld =
    (party === 'parent' && (settingWithheld || addressWithheld || placeWithheld)) ||
    (placeWithheld && !insiders.includes(party))
  return withheld ? { place: null, link: null, withheld } : { place: where.place, link: where.link, withheld }
}

export type News = 'invited' | 'meeting moved' | 'meeting cancelled' | 'meeting called off'

/** The words of an e-mail about a meeting: the day and, where it may be told, the place. No name of anybody, no school's. */
export function invitationWords(
  news: News,
  when: Appointed,
  told: ReturnType<typeof placeFor>,
  { school, answerAt }: { readonly school: Meeting['school']; readonly answerAt: string }
): { readonly subject: string; readonly words: string } {
  const day = inWords(when.on)
  const moment = `${day} at ${when.at}`
  if (news === 'meeting cancelled' || news === 'meeting called off')
    return {
      subject:
        news === 'meeting called off'
          ? `The meeting on ${day} will not take place`
          : `You are no longer needed at the meeting on ${day}`,
      words: [
        news === 'meeting called off'
          ? `The Personal Education Plan meeting on ${moment} will not take place.`
          : `You had been invited to a Personal Education Plan meeting on ${moment}. You do not need to come.`,
        outOfCalendar,
        closing(school)
      ].join('\n\n')
    }
  const where = told.withheld
    ? 'We do not write in an e-mail where the meeting is. The social worker will tell you how to take part.'
    : [told.place && `Where: ${told.place}`, told.link && `Join by: ${told.link}`].filter(Boolean).join('\n')
  const moved = news === 'meeting moved'
  return {
    subject: moved ? `A meeting you are invited to has changed: ${day}` : `You are invited to a meeting on ${day}`,
    words: [
      moved
        ? `A Personal Education Plan meeting that you are invited to has changed. It is now on ${moment}.`
        : `You are invited to a Personal Education Plan meeting on ${moment}.`,
      where,
      `Please say whether you can come, or send your views instead. ${noAccount}\n${answerAt}`,
      intoCalendar,
      closing(school)
    ].join('\n\n')
  }
}

const closing = (school: { readonly name: string; readonly email: string }) =>
  `${namesNobody}\n\nIf you have a question, ask whoever told you about the meeting, or ${school.name}: ${school.email}`

interface Sending {
  readonly pep: { readonly id: string; readonly authorityId: number; readonly childId: string }
  readonly meeting: Meeting
  readonly when: Appointed
  readonly sequence: number
  readonly origin: string
  readonly seal: Seal
  readonly now: Temporal.Instant
}

/** Tells one party, by their own e-mail and calendar file with no other attendee. False: they have no e-mail address. */
export async function tell(tx: Tx, news: News, invitation: Invitation, sending: Sending): Promise<boolean> {
  const { pep, meeting, when, sequence, origin, now, seal } = sending
  const over = news === 'meeting cancelled' || news === 'meeting called off'
  const email = await readInviteeEmail(tx, invitation.id)
  const told = placeFor(invitation.party, when, meeting)
  const answerAt = `${origin}/invitations/${linkInWaiting(invitation.id)}`
  const ics =
    email &&
    calendarFile({
      method: over ? 'CANCEL' : 'REQUEST',
      pepId: pep.id,
      recipient: { email },
      sequence,
      starts: when.on.toPlainDateTime(Temporal.PlainTime.from(when.at)),
      minutes: 60,
      place: told.place ?? told.link,
      ...(arrangers.includes(invitation.party)
        ? { link: `${origin}/peps/${pep.id}/meeting` }
        : { link: answerAt, linkIsInvitation: true }),
      school: meeting.school,
      madeAt: now
    })
  const to = invitation.personId ? { person: invitation.personId } : email ? { email } : null
  if (!to) return false
  if (!over) await setLinkDigest(tx, invitation.id, linkDigest(sealedToken(seal, invitation.id)))
  await sendMessage(tx, {
    eventKey: `${news} ${invitation.id} ${sequence}`,
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    to,
    kind: news === 'meeting called off' ? 'meeting cancelled' : news,
    ...invitationWords(news, when, told, { school: meeting.school, answerAt }),
    ics: ics || null,
    origin
  })
  return email !== null
}
