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

export async function readAttendance(tx: Tx, pepId: string): Promise<AttendanceRow | null> {
  const { rows } = await sql<AttendanceRow>`
    select from_date, to_date, possible, attended, authorised, unauthorised, late, by_week, source, written_on
      from attendance_summary where pep_id = ${pepId}`.execute(tx)
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
