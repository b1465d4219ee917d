import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { Figures, Sessions } from '../guidance/attendance.ts'
import type { Standing } from '../peps/saved-record.ts'
import {
  deleteSuspension,
  insertSuspension,
  readAttendance,
  readSuspensions,
  upsertAttendance
} from './attendance.queries.ts'

interface OfPep {
  readonly id: string
  readonly authorityId: number
  readonly childId: string
}
export interface Week extends Sessions {
  /** Its Monday. */
  readonly week: Temporal.PlainDate
}
export interface Attendance extends Figures {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly byWeek: readonly Week[]
}
export interface SuspensionDraft {
  readonly starts: Temporal.PlainDate
  readonly sessions: number
  readonly reason: string
  readonly ledUp: string
  readonly support: string
}
export interface Suspension extends SuspensionDraft {
  readonly id: string
}

/** Null: no figures yet. */
export async function attendanceOf(tx: Tx, pepId: string): Promise<Standing<Attendance> | null> {
  const row = await readAttendance(tx, pepId)
  if (!row) return null
  const { possible, attended, authorised, unauthorised, late } = row
  const content = {
    from: Temporal.PlainDate.from(row.from_date),
    to: Temporal.PlainDate.from(row.to_date),
    ...{ possible, attended, authorised, unauthorised, late },
    byWeek: row.by_week.map(({ week, ...sessions }) => ({
      week: Temporal.PlainDate.from(week),
      possible: sessions.possible,
      attended: sessions.attended
    }))
  }
  const at = row.written_at === null ? null : Temporal.Instant.from(row.written_at)
  return { content, by: row.written_by_name, at }
}

export const suspensionsOf = async (tx: Tx, pepId: string): Promise<readonly Suspension[]> =>
  (await readSuspensions(tx, pepId)).map(row => ({
    id: row.id,
    starts: Temporal.PlainDate.from(row.starts),
    sessions: row.sessions,
    reason: row.reason,
    ledUp: row.led_up,
    support: row.support
  }))

const keyOf = (pep: OfPep) => ({ pep_id: pep.id, authority_id: pep.authorityId, child_id: pep.childId })

export const writeAttendance = (
  tx: Tx,
  pep: OfPep,
  { from, to, byWeek, ...figures }: Attendance,
  written: { readonly by: string; readonly on: Temporal.PlainDate; readonly at: Temporal.Instant }
) =>
  upsertAttendance(tx, keyOf(pep), {
    from_date: from.toString(),
    to_date: to.toString(),
    ...figures,
    by_week: JSON.stringify(byWeek),
    source: 'typed',
    written_by: written.by,
    written_on: written.on.toString(),
    written_at: written.at.toString()
  })

export async function addSuspension(tx: Tx, pep: OfPep, draft: SuspensionDraft): Promise<string> {
  const id = newId()
  const { starts, sessions, reason, ledUp, support } = draft
  await insertSuspension(tx, { ...keyOf(pep), id, starts: starts.toString(), sessions, reason, led_up: ledUp, support })
  return id
}

export const removeSuspension = (tx: Tx, id: string) => deleteSuspension(tx, id)
