import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { may } from '../guidance/access.ts'
import { calendarFeed } from '../messages/calendar-file.ts'
import { linkDigest, type Seal, sealedToken } from '../people/one-time-link.ts'
import {
  becomeFeedPerson,
  type CalendarRow,
  deleteFeed,
  insertFeed,
  readCalendar,
  readFeed
} from './calendar.queries.ts'

/** Where a person's own calendar is to be fetched; the token is made anew from the feed's id each time it is shown. */
const addressOf = (origin: string, seal: Seal, id: string) => `${origin}/calendar/${sealedToken(seal, id)}/meetings.ics`

export interface Feed {
  readonly address: string
  readonly madeAt: Temporal.Instant
}

export async function ownFeed(tx: Tx, { origin, seal }: { origin: string; seal: Seal }): Promise<Feed | null> {
  const row = await readFeed(tx)
  return row && { address: addressOf(origin, seal, row.feed_id), madeAt: Temporal.Instant.from(row.made_at) }
}

/** A new secret address; an earlier one ends at once. */
export async function makeFeed(tx: Tx, person: string, seal: Seal): Promise<void> {
  const id = newId()
  await insertFeed(tx, id, linkDigest(sealedToken(seal, id)))
  await record(tx, { person, action: 'make a calendar address' })
}

export async function endFeed(tx: Tx, person: string): Promise<void> {
  await deleteFeed(tx)
  await record(tx, { person, action: 'end the calendar address' })
}

/** What they may open by the facts of today: the meeting, the plan, or the page on which they find what is theirs. */
function pageFor({ pep_id, state, standing }: CalendarRow): string {
  if (state && may('arrange meeting', standing, { state })) return `/peps/${pep_id}/meeting`
  return state && may('see pep', standing, { state }) ? `/peps/${pep_id}` : '/'
}

/**
 * The calendar behind a secret address, for a program that keeps asking. It says when, and where unless anything about the
 * place is kept back; never about whom. Null: there is no such address (any more).
 */
export async function feedByToken(
  tx: Tx,
  token: string,
  { now, origin }: { readonly now: Temporal.Instant; readonly origin: string }
): Promise<string | null> {
  if (!(await becomeFeedPerson(tx, linkDigest(token)))) return null
  const entries = (await readCalendar(tx)).map(row => ({
    pepId: row.pep_id,
    recipient: { email: row.email ?? row.pep_id },
    sequence: row.sequence,
    starts: Temporal.PlainDate.from(row.on_date).toPlainDateTime(Temporal.PlainTime.from(row.at_time)),
    minutes: 60,
    place: row.place ?? row.link,
    link: origin + pageFor(row),
    school: { name: row.school_name, email: row.school_email }
  }))
  return calendarFeed(entries, now)
}
