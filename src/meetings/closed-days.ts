import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { type ClosedDays, isClosedDayKind } from '../guidance/closed-days.ts'
import type { Asking } from '../web/page.ts'
import {
  countMeetingsOn,
  insertClosedDays,
  readClosedDays,
  readSettingNames,
  removeClosedDays
} from './closed-days.queries.ts'

export interface MarkedDays extends ClosedDays {
  readonly id: string
  readonly settingId: string
}

/** The days to come on which these settings hold no meetings. */
export async function closedDaysOf(tx: Tx, settingIds: readonly string[]): Promise<MarkedDays[]> {
  return (await readClosedDays(tx, settingIds)).map(row => ({
    id: row.id,
    settingId: row.setting_id,
    first: Temporal.PlainDate.from(row.first_day),
    last: Temporal.PlainDate.from(row.last_day),
    kind: isClosedDayKind(row.kind) ? row.kind : 'other',
    words: row.words
  }))
}

/** The settings whose days this person marks: where they are designated teacher today. */
export const ownSettings = (tx: Tx, { appointments }: Asking) =>
  readSettingNames(tx, [
    ...new Set(appointments.flatMap(one => (one.role === 'designated-teacher' && one.settingId ? one.settingId : [])))
  ])

/** Marks days; says how many meetings are already arranged on them, which stay until somebody moves them. */
export async function markDays(
  tx: Tx,
  days: ClosedDays & { readonly settingId: string },
  { person, authorityId, now }: { person: string; authorityId: number | null; now: Temporal.Instant }
): Promise<number> {
  const id = newId()
  const row = {
    setting_id: days.settingId,
    first_day: days.first.toString(),
    last_day: days.last.toString(),
    kind: days.kind,
    words: days.words
  }
  await insertClosedDays(tx, { id, ...row, marked_by: person, marked_at: now.toString() })
  await record(tx, { person, action: 'mark closed days', authorityId, ids: [id], payload: { after: row } })
  return countMeetingsOn(tx, days.settingId, row.first_day, row.last_day)
}

export async function unmarkDays(
  tx: Tx,
  { id, first, last }: MarkedDays,
  { person, authorityId, now }: { person: string; authorityId: number | null; now: Temporal.Instant }
): Promise<void> {
  await removeClosedDays(tx, id, now.toString())
  const payload = { before: { first: first.toString(), last: last.toString() } }
  await record(tx, { person, action: 'open closed days again', authorityId, ids: [id], payload })
}
