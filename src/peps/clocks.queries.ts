import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface NewClock {
  pep_id: string
  name: string
  authority_id: number
  child_id: string
  holder: string
  starts: string
  due: string | null
  met_on: string | null
  stopped: string | null
  unknown: string | null
  explanation: unknown
}

/** Makes the projection of these peps equal to the rows given; rows that say the same are left alone. */
export async function rewriteClocks(tx: Tx, pepIds: readonly string[], rows: readonly NewClock[]): Promise<void> {
  const given = sql`jsonb_populate_recordset(null::clock, ${JSON.stringify(rows)}::jsonb)`
  await sql`delete from clock k where k.pep_id = any(${pepIds}::uuid[])
     and not exists (select from ${given} g where g.pep_id = k.pep_id and g.name = k.name)`.execute(tx)
  if (rows.length === 0) return
  await sql`insert into clock as k (pep_id, name, authority_id, child_id, holder, starts, due, met_on, stopped, unknown, explanation)
    select pep_id, name, authority_id, child_id, holder, starts, due, met_on, stopped, unknown, explanation from ${given}
    on conflict (pep_id, name) do update set holder = excluded.holder, starts = excluded.starts, due = excluded.due,
      met_on = excluded.met_on, stopped = excluded.stopped, unknown = excluded.unknown, explanation = excluded.explanation
     where (k.holder, k.starts, k.due, k.met_on, k.stopped, k.unknown, k.explanation)
        is distinct from (excluded.holder, excluded.starts, excluded.due, excluded.met_on, excluded.stopped, excluded.unknown, excluded.explanation)`.execute(
    tx
  )
}

/** Peps whose clocks may still move: not yet at their end, or at it with something left to do. */
export async function readRunningPeps(tx: Tx, authorityId: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from pep p where p.authority_id = ${authorityId} and (p.state not in ('signed-off', 'not-required')
        or exists (select from clock k where k.pep_id = p.id and k.met_on is null and k.stopped is null)) order by p.id`.execute(
    tx
  )
  return rows.map(row => row.id)
}

export interface ClockRow {
  pep_id: string
  name: string
  explanation: unknown
}

export async function readClocks(tx: Tx, of: { pep: string } | { child: string }): Promise<ClockRow[]> {
  const { rows } = await sql<ClockRow>`
    select pep_id, name, explanation from clock
     where ${'pep' in of ? sql`pep_id = ${of.pep}` : sql`child_id = ${of.child}`}
     order by due nulls last, starts, name`.execute(tx)
  return rows
}

export interface OpenClockRow {
  pep_id: string
  name: string
  step: string
  holder: string
  held_with: string | null
  due: string | null
  late_after: string | null
  explanation: unknown
  by: string | null
}

/** What is still asked of somebody, of a plan or of all of a child's plans, each with who holds it by name. */
export async function readOpenClocks(tx: Tx, of: { pep: string } | { child: string }): Promise<OpenClockRow[]> {
  const { rows } = await sql<OpenClockRow>`
    select o.pep_id, o.name, o.step, o.holder, o.held_with, o.due, o.late_after, k.explanation,
           (select string_agg(q.name, ', ' order by q.name) from person q
             where q.id = any(app.who_acts(o.holder, o.authority_id, o.child_id, o.setting_id))) as by
      from open_clock o join clock k on k.pep_id = o.pep_id and k.name = o.name
     where ${'pep' in of ? sql`o.pep_id = ${of.pep}` : sql`o.child_id = ${of.child}`}
     order by o.due nulls last, o.starts, o.name`.execute(tx)
  return rows
}

export interface NamedChild {
  pep_id: string
  child_id: string
  name: string
}

export async function readChildrenOfPeps(tx: Tx, pepIds: readonly string[]): Promise<NamedChild[]> {
  const { rows } = await sql<NamedChild>`
    select p.id as pep_id, c.id as child_id, concat_ws(' ', coalesce(c.preferred_name, c.first_name), c.last_name) as name
      from pep p join child c on c.id = p.child_id where p.id = any(${pepIds}::uuid[])`.execute(tx)
  return rows
}
