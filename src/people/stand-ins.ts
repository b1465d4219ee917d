import type { Insertable } from 'kysely'
import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'
import { isAfter, isBefore } from '../guidance/dates.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import type { Asking } from '../web/page.ts'
import { type ReachChange, reachChange } from './reach.ts'
import {
  insertStandIn,
  readStaff,
  readStandIns,
  revokeStandIn,
  type StaffRow,
  type StandInRow
} from './stand-ins.queries.ts'

export interface StandIn {
  readonly id: string
  readonly authorityId: number
  readonly absent: string
  readonly cover: string
  readonly namedBy: string
  readonly from: Temporal.PlainDate
  /** The last day; null: until somebody ends it. */
  readonly until: Temporal.PlainDate | null
}

export interface Cover {
  readonly id: string
  readonly name: string
  readonly team: string | null
}

/** Who may be covered by whom, as far as this person may say so. */
export interface StandIns {
  readonly running: readonly StandIn[]
  readonly absent: readonly Cover[]
  readonly covers: readonly Cover[]
  readonly staff: readonly StaffRow[]
}

/** Whether this person may name a cover for that appointment: a manager for the team, head and administrator for the council, an adviser for themselves. */
export function mayCoverFor(who: Asking, absent: StaffRow): boolean {
  if (absent.role !== 'social-worker' && absent.role !== 'adviser') return false
  return who.appointments.some(mine => {
    if (mine.authorityId !== absent.authority_id) return false
    if (mine.role === 'virtual-school-head' || mine.role === 'administrator') return true
    if (mine.role === 'team-manager')
      return absent.role === 'social-worker' && mine.teamId !== null && mine.teamId === absent.team_id
    return mine.role === 'adviser' && absent.role === 'adviser' && absent.id === who.id
  })
}

/** A social worker is covered by social workers and managers, an adviser by advisers and the head, of the same council. */
export function canCover(cover: StaffRow, absent: StaffRow): boolean {
  if (cover.id === absent.id || cover.authority_id !== absent.authority_id) return false
  return absent.role === 'adviser'
    ? cover.role === 'adviser' || cover.role === 'virtual-school-head'
    : cover.role === 'social-worker' || cover.role === 'team-manager'
}

const once = (rows: readonly StaffRow[]): Cover[] => [
  ...new Map(rows.map(({ id, name, team }) => [id, { id, name, team }])).values()
]
const date = (iso: string) => Temporal.PlainDate.from(iso)

const toStandIn = (row: StandInRow): StandIn => ({
  id: row.id,
  authorityId: row.authority_id,
  absent: row.absent,
  cover: row.cover,
  namedBy: row.named_by,
  from: date(row.starts),
  until: row.ends === null ? null : date(row.ends).subtract({ days: 1 })
})

/** What this person may see and change of stand-ins. */
export async function standInsFor(tx: Tx, who: Asking): Promise<StandIns> {
  const staff = await readStaff(tx, who.authorityIds)
  const absent = staff.filter(one => mayCoverFor(who, one))
  const covers = staff.filter(cover => absent.some(one => canCover(cover, one)))
  const running = await readStandIns(tx, who.authorityIds)
  return {
    running: running
      .filter(({ absent_id, authority_id }) =>
        absent.some(one => one.id === absent_id && one.authority_id === authority_id)
      )
      .map(toStandIn),
    absent: once(absent),
    covers: once(covers),
    staff
  }
}

export interface NewStandIn {
  readonly absent: string
  readonly cover: string
  readonly from: Temporal.PlainDate
  /** The last day; null: until somebody ends it. */
  readonly until: Temporal.PlainDate | null
}

const refuse = (where: string, what: string): Refusal => ({ refused: what, problems: [{ where, what }] })

/** A cover as it would be named, and what it would open to whoever covers. */
export interface PlannedStandIn {
  readonly absent: string
  readonly cover: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate | null
  readonly change: ReachChange
  readonly row: Insertable<Schema['stand_in']>
}

/** What naming this cover would come to, or what must be mended first. Changes nothing. */
export async function planStandIn(
  tx: Tx,
  who: Asking,
  wanted: NewStandIn,
  today: Temporal.PlainDate
): Promise<PlannedStandIn | Refusal> {
  const { staff, running } = await standInsFor(tx, who)
  const absent = staff.find(one => one.id === wanted.absent && mayCoverFor(who, one))
  if (!absent) return refuse('absent', 'Choose who is away. You can name a cover for the people on this list only.')
  const cover = staff.find(one => one.id === wanted.cover && canCover(one, absent))
  if (!cover) {
    const needed =
      absent.role === 'adviser' ? 'an adviser or the Virtual School head' : 'a social worker or a team manager'
    return refuse('cover', `Choose ${needed} of the same council, and somebody else than ${absent.name}.`)
  }
  if (isBefore(wanted.from, today))
    return refuse('from', 'The first day cannot be in the past. What was done before stays as it is.')
  if (wanted.until && isBefore(wanted.until, wanted.from))
    return refuse('until', 'The last day must not be before the first.')
  if (wanted.until && isAfter(wanted.until, wanted.from.add({ years: 1 })))
    return refuse('until', 'A cover lasts a year at most. For longer, allocate the children to somebody else.')
  const same = running.find(one => one.absent === absent.name && one.cover === cover.name && overlap(one, wanted))
  if (same) return refuse('cover', `${cover.name} covers for ${absent.name} in these days already.`)
  const row = {
    id: newId(),
    authority_id: absent.authority_id,
    absent_person_id: absent.id,
    cover_person_id: cover.id,
    named_by: who.id,
    starts: wanted.from.toString(),
    ends: wanted.until?.add({ days: 1 }).toString() ?? null
  }
  const change = await reachChange(tx, { person: cover.id, authorityId: absent.authority_id, day: wanted.from }, () =>
    insertStandIn(tx, row)
  )
  return { absent: absent.name, cover: cover.name, from: wanted.from, until: wanted.until, change, row }
}

/** Names a cover, who from that day sees and does all that the absent person does. */
export async function nameStandIn(
  tx: Tx,
  who: Asking,
  wanted: NewStandIn,
  today: Temporal.PlainDate
): Promise<Refusal | null> {
  const planned = await planStandIn(tx, who, wanted, today)
  if (isRefusal(planned)) return planned
  const { row } = planned
  await insertStandIn(tx, row)
  await record(tx, {
    person: who.id,
    action: 'name a stand-in',
    authorityId: row.authority_id,
    ids: [row.absent_person_id, row.cover_person_id],
    payload: { before: null, after: row }
  })
  return null
}

const overlap = (one: { from: Temporal.PlainDate; until: Temporal.PlainDate | null }, other: NewStandIn): boolean =>
  (one.until === null || !isBefore(one.until, other.from)) && (other.until === null || !isBefore(other.until, one.from))

/** Ends a cover the same minute. */
export async function endStandIn(tx: Tx, who: Asking, id: string, now: Temporal.Instant): Promise<Refusal | null> {
  const found = (await standInsFor(tx, who)).running.find(one => one.id === id)
  if (!found) return { refused: 'This cover has ended already, or it is not yours to end.' }
  await revokeStandIn(tx, id, now.toString())
  await record(tx, {
    person: who.id,
    action: 'end a stand-in',
    authorityId: found.authorityId,
    ids: [id],
    payload: { before: { revoked: null }, after: { revoked: now.toString() } }
  })
  return null
}
