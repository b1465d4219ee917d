import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { Refusal } from '../guidance/words.ts'
import { sendMessage } from '../messages/outbox.ts'
import { longDate } from '../messages/text.ts'
import { texts } from '../messages/texts.ts'
import { holdersOf } from '../people/posts.ts'
import { nameOf } from '../people/who.ts'
import type { Asking } from '../web/page.ts'
import { closeOpening, findRestricted, insertOpening, readOpenings, readRestricted } from './break-glass.queries.ts'

/** A restricted record that a head opened without being named for it. */
export interface Opening {
  readonly id: string
  readonly authorityId: number
  readonly childId: string
  /** Null: whoever asks may not see the child. */
  readonly child: string | null
  readonly by: { readonly id: string; readonly name: string }
  readonly reason: string
  readonly openedAt: string
  /** Until the end of this day, where nobody closed it before. */
  readonly day: Temporal.PlainDate
  readonly closedAt: string | null
  readonly open: boolean
}

const listed = 100

const authoritiesOf = (who: Asking): number[] =>
  who.appointments
    .filter(({ role }) => role === 'administrator' || role === 'virtual-school-head')
    .map(({ authorityId }) => authorityId)

/** The newest openings in the authorities that this person administers or heads. */
export async function openingsFor(tx: Tx, who: Asking): Promise<Opening[]> {
  const rows = await readOpenings(tx, authoritiesOf(who), listed)
  return rows.map(row => ({
    id: row.id,
    authorityId: row.authority_id,
    childId: row.child_id,
    child: row.seen_child === null ? null : nameOf(row),
    by: { id: row.person_id, name: row.person },
    reason: row.reason,
    openedAt: row.opened_at,
    day: Temporal.PlainDate.from(row.day),
    closedAt: row.closed_at,
    open: row.closed_at === null && !row.closed_by_day
  }))
}

/** A restricted record of an authority that this person heads, as it may be told before it is opened. */
export interface Restricted {
  readonly childId: string
  readonly authorityId: number
  readonly initials: string
  readonly born: Temporal.PlainDate
  /** It is open to them: they are named for it, or have opened it today. */
  readonly open: boolean
}

/** Null where there is no such record in an authority that they head: another authority's is not there at all. */
export async function restrictedFor(tx: Tx, childId: string): Promise<Restricted | null> {
  const row = await readRestricted(tx, childId)
  if (!row) return null
  const born = Temporal.PlainDate.from(row.date_of_birth)
  return { childId, authorityId: row.authority_id, initials: row.initials, born, open: row.open }
}

/** The one record of whom both facts are true; a wrong guess is refused, and on record. */
export async function recordOf(tx: Tx, wanted: string, born: Temporal.PlainDate): Promise<string | Refusal> {
  const [one, other] = await findRestricted(tx, wanted, born.toString())
  if (one && !other) return one
  return {
    refused: 'No restricted record is found.',
    problems: [
      {
        where: 'wanted',
        what: other
          ? 'Several restricted records are found. Use a number instead of the name.'
          : 'No restricted record of your council has this name or number and this date of birth. Check both. A child who is not restricted is on the list of children.'
      }
    ]
  }
}

export const shortestReason = 10

/** Opens it until the end of the day. The reason is kept, and whoever administers the authority is told at once. */
export async function breakGlass(
  tx: Tx,
  who: Asking,
  { childId, authorityId }: Restricted,
  reason: string,
  { today, origin }: { readonly today: Temporal.PlainDate; readonly origin: string }
): Promise<Refusal | null> {
  if (reason.length < shortestReason)
    return {
      refused: 'Say why you open this record.',
      problems: [{ where: 'reason', what: 'Say in a sentence why you need to see this record today.' }]
    }
  const id = newId()
  if (!(await insertOpening(tx, id, childId, reason)))
    return { refused: 'This record is open to you already. Find the child in the list of children.' }
  await record(tx, {
    person: who.id,
    role: 'virtual-school-head',
    action: 'break glass',
    authorityId,
    childId,
    ids: [childId],
    payload: { opening: id, reason, until: today.toString() }
  })
  for (const administrator of await holdersOf(tx, authorityId, ['administrator']))
    await sendMessage(tx, {
      eventKey: `break-glass ${id} ${administrator}`,
      authorityId,
      to: { person: administrator },
      kind: 'restricted record opened',
      ...texts['restricted record opened']({ on: today, link: `${origin}/restricted` }),
      origin
    })
  return null
}

/** Closes it before the day is over: whoever opened it, or whoever administers the authority. */
export async function closeEarly(tx: Tx, who: Asking, id: string, now: Temporal.Instant): Promise<Refusal | null> {
  const found = (await openingsFor(tx, who)).find(one => one.id === id && one.open)
  if (!found) return { refused: 'This record is closed already, or it is not yours to close.' }
  await closeOpening(tx, id, now.toString())
  await record(tx, {
    person: who.id,
    action: 'close a restricted record',
    authorityId: found.authorityId,
    childId: found.childId,
    ids: [found.childId],
    payload: { opening: id }
  })
  return null
}

export const untilWords = (day: Temporal.PlainDate): string => `the end of ${longDate(day)}`
