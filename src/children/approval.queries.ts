import { sql } from 'kysely'
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
  /** The day that was wanted, of a move that was put off. */
  wanted_on: string | null
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
      : sql`m.authority_id = any(${of.authorities}::smallint[]) and m.filled_on is null order by e.ends, m.id limit 200`
  const { rows } = await sql<ApprovalRow>`
    select m.id, m.child_id, m.authority_id, c.first_name, c.last_name, c.preferred_name, s.name as leaves,
           coalesce(case when m.filled_on is null then m.wanted_on end, e.ends) as moves_on, m.wanted_on, m.asked_on,
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

const movesAhead = sql`move_approval m join enrolment e on e.id = m.enrolment_id and e.ends > m.asked_on`

/**
 * Moves that nobody has approved and whose day is tomorrow or before are put off by a day past that; what was recorded when it
 * had happened already is not. Returns the children.
 */
export async function putOffMoves(tx: Tx, of: { child: string } | { authority: number }): Promise<string[]> {
  const mine = 'child' in of ? sql`m.child_id = ${of.child}` : sql`m.authority_id = ${of.authority}`
  const { rows } = await sql<{ child_id: string }>`
    with due as materialized (select m.id, m.child_id, e.id as leaves, e.ends as on_day from ${movesAhead}
       where ${mine} and m.filled_on is null and e.ends <= app.today() + 1),
    kept as (update move_approval m set wanted_on = coalesce(m.wanted_on, d.on_day) from due d where m.id = d.id),
    stays as (update enrolment e set ends = app.today() + 2 from due d where e.id = d.leaves),
    comes as (update enrolment e set starts = app.today() + 2 from due d where e.child_id = d.child_id and e.main and e.starts = d.on_day
       and (e.ends is null or e.ends > app.today() + 2))
    select child_id from due order by child_id`.execute(tx)
  return rows.map(row => row.child_id)
}

/** An approved move takes place on the day that was wanted, or today where that has passed. */
export async function bringForward(tx: Tx, approvalId: string): Promise<void> {
  await sql`
    with due as materialized (select m.child_id, e.id as leaves, e.ends as on_day, greatest(m.wanted_on, app.today()) as on_new from ${movesAhead}
       where m.id = ${approvalId} and m.wanted_on is not null and e.ends > greatest(m.wanted_on, app.today())),
    leaves as (update enrolment e set ends = d.on_new from due d where e.id = d.leaves)
    update enrolment e set starts = d.on_new from due d where e.child_id = d.child_id and e.main and e.starts = d.on_day`.execute(
    tx
  )
}
