import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface AttendanceRow {
  from_date: string
  to_date: string
  possible: number
  attended: number
  authorised: number
  unauthorised: number
  late: number
  by_week: { week: string; possible: number; attended: number }[]
  source: string
  written_on: string
  written_at: string | null
}
export interface SuspensionRow {
  id: string
  starts: string
  sessions: number
  reason: string
  led_up: string
  support: string
}
interface OfChild {
  pep_id: string
  authority_id: number
  child_id: string
}

export async function readAttendance(
  tx: Tx,
  pepId: string
): Promise<(AttendanceRow & { written_by_name: string | null }) | null> {
  const { rows } = await sql<AttendanceRow & { written_by_name: string | null }>`
    select a.from_date, a.to_date, a.possible, a.attended, a.authorised, a.unauthorised, a.late, a.by_week, a.source, a.written_on,
           a.written_at, w.name as written_by_name
      from attendance_summary a left join person w on w.id = a.written_by where a.pep_id = ${pepId}`.execute(tx)
  return rows[0] ?? null
}

export async function readSuspensions(tx: Tx, pepId: string): Promise<SuspensionRow[]> {
  const { rows } = await sql<SuspensionRow>`
    select id, starts, sessions, reason, led_up, support from suspension where pep_id = ${pepId} order by starts, id`.execute(
    tx
  )
  return rows
}

export const upsertAttendance = (
  tx: Tx,
  key: OfChild,
  row: Omit<AttendanceRow, 'by_week'> & { by_week: string; written_by: string }
) =>
  tx
    .insertInto('attendance_summary')
    .values({ ...key, ...row })
    .onConflict(conflict => conflict.column('pep_id').doUpdateSet(row))
    .execute()

export const insertSuspension = (tx: Tx, row: OfChild & SuspensionRow) =>
  tx.insertInto('suspension').values(row).execute()
export const deleteSuspension = (tx: Tx, id: string) => tx.deleteFrom('suspension').where('id', '=', id).execute()
