import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { type Choice, isChoice, type Tally, tally } from '../guidance/poll.ts'
import type { Refusal } from '../guidance/words.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'
import { linkDigest, linkInWaiting, sealedToken } from '../people/one-time-link.ts'
import type { Doing } from './arrange.ts'
import type { Invitation, Meeting } from './meeting.ts'
import {
  closePoll,
  insertPoll,
  insertVotes,
  type LinkedPollRow,
  readOpenPoll,
  readPollByLink,
  type StoredDate,
  storeVote
} from './poll.queries.ts'

/** A day and a time that a meeting could be at. */
export interface Proposed {
  readonly on: PlainDate
  readonly at: string
}

/** The dates that are put to people now, each with what they say, and their words beside it. */
export interface Poll {
  readonly dates: ReadonlyArray<Proposed & { readonly tally: Tally }>
  readonly words: ReadonlyArray<{ readonly name: string; readonly words: string }>
  readonly asked: number
  readonly answered: number
}

const toProposed = ({ on, at }: StoredDate): Proposed => ({ on: Temporal.PlainDate.from(on), at })
const choicesOf = (stored: readonly string[] | null): Choice[] | null => stored?.filter(isChoice) ?? null

/** Null: nobody is asked at the moment. */
export async function openPollOf(tx: Tx, pepId: string): Promise<Poll | null> {
  const row = await readOpenPoll(tx, pepId)
  if (!row) return null
  const votes = row.votes.map(vote => ({ ...vote, choices: choicesOf(vote.choices) }))
  const tallies = tally(row.dates.length, votes)
  return {
    dates: row.dates.flatMap((date, at) => {
      const found = tallies[at]
      return found ? [{ ...toProposed(date), tally: found }] : []
    }),
    words: votes.flatMap(({ name, words }) => (words ? [{ name, words }] : [])),
    asked: votes.length,
    answered: votes.filter(vote => vote.choices !== null).length
  }
}

/** Somebody to ask: by their account's address, or by one that was typed in. */
export type Asked = Pick<Invitation, 'party' | 'name'> &
  ({ readonly personId: string } | { readonly personId: null; readonly email: string })

/** Puts the dates to each of these people, by their own e-mail with their own link. */
export async function askWhichSuits(
  tx: Tx,
  dates: readonly Proposed[],
  people: readonly Asked[],
  { pep, person, origin, seal, now }: Doing
): Promise<Refusal | null> {
  if (await readOpenPoll(tx, pep.id)) return { refused: 'People are asked already. Stop asking before you ask anew.' }
  const of = { authority_id: pep.authorityId, child_id: pep.childId }
  const poll = newId()
  const stored = dates.map(({ on, at }) => ({ on: on.toString(), at }))
  const row = { ...of, id: poll, pep_id: pep.id, dates: JSON.stringify(stored) }
  await insertPoll(tx, { ...row, asked_by: person, asked_at: now.toString() })
  const votes = people.map(one => ({ id: newId(), one }))
  await insertVotes(
    tx,
    votes.map(({ id, one }) => ({
      ...{ ...of, id, poll_id: poll, party: one.party, person_id: one.personId },
      name: one.name,
      link_digest: linkDigest(sealedToken(seal, id))
    }))
  )
  for (const { id, one } of votes)
    await sendMessage(tx, {
      eventKey: `dates proposed ${id}`,
      ...{ authorityId: pep.authorityId, childId: pep.childId, pepId: pep.id },
      to: one.personId === null ? { email: one.email } : { person: one.personId },
      kind: 'dates proposed',
      ...texts['dates proposed']({ dates, link: `${origin}/polls/${linkInWaiting(id)}` }),
      origin
    })
  await record(tx, {
    ...{ person, action: 'ask which date suits', authorityId: pep.authorityId, childId: pep.childId, pepId: pep.id },
    payload: { dates: stored, asked: votes.map(({ id, one }) => ({ id, party: one.party })) }
  })
  return null
}

export async function stopAsking(tx: Tx, { pep, person, now }: Doing): Promise<void> {
  await closePoll(tx, pep.id, now.toString())
  const { id: pepId, authorityId, childId } = pep
  await record(tx, { person, action: 'stop asking which date suits', authorityId, childId, pepId })
}

/** What a private link shows: the dates and this person's own answer. Nobody's name. */
export interface LinkedPoll {
  /** `gone`: nobody asks any more; `over`: a date is settled, or the asking has stopped. */
  readonly state: LinkedPollRow['state']
  readonly dates: readonly Proposed[]
  readonly choices: readonly Choice[] | null
  readonly words: string | null
  readonly school: Meeting['school']
}

/** Null where there never was such a link. */
export async function pollByLink(tx: Tx, token: string): Promise<LinkedPoll | null> {
  const row = await readPollByLink(tx, linkDigest(token))
  return (
    row && {
      state: row.state,
      dates: row.dates.map(toProposed),
      choices: choicesOf(row.choices),
      words: row.words,
      school: { name: row.school_name, email: row.school_email }
    }
  )
}

/** Answers, or answers anew, until a date is settled. Who asked is told once, when everybody has answered. */
export async function answerPoll(
  tx: Tx,
  token: string,
  given: { readonly choices: readonly Choice[]; readonly words: string | null },
  { now, origin }: { readonly now: Temporal.Instant; readonly origin: string }
): Promise<Refusal | null> {
  const digest = linkDigest(token)
  const before = await readPollByLink(tx, digest)
  const waiting = await storeVote(tx, digest, { ...given, at: now.toString() })
  if (!before || waiting === null) return { refused: 'Nobody asks about these dates any more.' }
  const about = { authorityId: before.authority_id, childId: before.child_id, pepId: before.pep_id }
  await record(tx, {
    ...{ person: null, action: 'answer which date suits', ...about, ids: [before.id], reason: 'private link' },
    payload: { before: { choices: before.choices, words: before.words }, after: given }
  })
  if (waiting === 0)
    await sendMessage(tx, {
      ...{ eventKey: `dates answered ${before.poll_id}`, ...about, to: { person: before.asked_by }, origin },
      kind: 'dates answered',
      ...texts['dates answered']({ link: `${origin}/peps/${before.pep_id}/meeting/poll` })
    })
  return null
}
