import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface ApprovalRow {
  id: string
  child_id: string
  authority_id: number
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
  leaves: string
  moves_on: string
  asked_on: string
  officer: string | null
  approved_on: string | null
  emergency: boolean
  wishes: string | null
  teacher_consulted: boolean
  iro_consulted: boolean
  filled_on: string | null
  filled_by: string | null
}

/** The moves of a child that need approval, the newest first; or all of these authorities that wait, the soonest first. */
export async function readApprovals(
  tx: Tx,
  of: { child: string } | { authorities: readonly number[] }
): Promise<ApprovalRow[]> {
  const mine =
    'child' in of
      ? sql`m.child_id = ${of.child} order by e.ends desc, m.id`
      : sql`m.authority_id = any(${of.authorities}::smallint[]) and m.filled_on is null and c.died_on is null and c.adopted_on is null order by e.ends, m.id limit 200`
  const { rows } = await sql<ApprovalRow>`
    select m.id, m.child_id, m.authority_id, c.first_name, c.last_name, c.preferred_name, s.name as leaves,
           e.ends as moves_on, m.asked_on,
           m.officer, m.approved_on, m.emergency, m.wishes, m.teacher_consulted, m.iro_consulted, m.filled_on, p.name as filled_by
      from move_approval m join enrolment e on e.id = m.enrolment_id and e.ends is not null join setting s on s.id = e.setting_id
      join child c on c.id = m.child_id left join person p on p.id = m.filled_by
     where ${mine}`.execute(tx)
  return rows
}

export async function fillApproval(
  tx: Tx,
  id: string,
  filled: {
    officer: string
    approved_on: string
    emergency: boolean
    wishes: string
    teacher_consulted: boolean
    iro_consulted: boolean
    filled_by: string
    filled_on: string
  }
): Promise<boolean> {
  const done = await tx
    .updateTable('move_approval')
    .set(filled)
    .where('id', '=', id)
    .where('filled_on', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Of a move that is planned anew the day is another; an approval that was given stays. */
export const insertApproval = (tx: Tx, row: Insertable<Schema['move_approval']>) =>
  tx
    .insertInto('move_approval')
    .values(row)
    .onConflict(conflict =>
      conflict
        .column('enrolment_id')
        .doUpdateSet(row => ({ asked_on: row.ref('excluded.asked_on') }))
        .where('move_approval.filled_on', 'is', null)
    )
    .execute()
