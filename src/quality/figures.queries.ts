import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface Figures {
  readonly attendance: string[]
  readonly attainment: string[]
  readonly premium: ReadonlyArray<{ what: string; pence: number; target: boolean }>
}

/** Attendance, suspensions, subjects and premium of a plan, in lines to read. */
export async function readFigures(tx: Tx, pepId: string): Promise<Figures> {
  const attendance = await sql<{ line: string }>`
    select case when possible > 0 then 'Attended ' || attended || ' of ' || possible || ' sessions ('
             || round(100.0 * attended / possible, 1) || ' %), ' || unauthorised || ' unauthorised' else 'No sessions recorded' end as line
      from attendance_summary where pep_id = ${pepId}
    union all select 'Suspended for ' || sessions || ' sessions: ' || reason from suspension where pep_id = ${pepId}`.execute(
    tx
  )
  const attainment = await sql<{ line: string }>`
    select subject || ': ' || coalesce(working_at, 'not recorded') || coalesce(', aim ' || goal, '')
           || case on_track when true then ', on track' when false then ', not on track' else '' end
           || case when explanation <> '' then '. ' || explanation else '' end as line
      from attainment where pep_id = ${pepId} order by subject`.execute(tx)
  const premium = await sql<{ what: string; pence: number; target: boolean }>`
    select what, cost_pence as pence, target_id is not null as target from premium_line where pep_id = ${pepId} order by id`.execute(
    tx
  )
  const lines = (rows: readonly { line: string }[]) => rows.map(row => row.line)
  return { attendance: lines(attendance.rows), attainment: lines(attainment.rows), premium: premium.rows }
}
