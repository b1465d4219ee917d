import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface TargetRow {
  id: string
  pep_id: string
  place: number
  area: string
  need: string
  baseline: string
  words: string
  child_words: string
  actions: { who: string; what: string }[]
  lead_name: string
  starts: string | null
  due: string | null
  success: string
  intervention: string
  cost_pence: number
  carried_from: string | null
  written_by_name: string | null
  written_at: string | null
  premium_lines: number
}

/** The targets of a plan in their order; `id` narrows to one. */
export async function readTargets(tx: Tx, pepId: string, id?: string): Promise<TargetRow[]> {
  const { rows } = await sql<TargetRow>`
    select t.id, t.pep_id, t.place, t.area, t.need, t.baseline, t.words, t.child_words, t.actions, t.lead_name, t.starts, t.due,
           t.success, t.intervention, t.cost_pence, t.carried_from, w.name as written_by_name, t.written_at,
           (select count(*)::int from premium_line l where l.target_id = t.id) as premium_lines
      from target t left join person w on w.id = t.written_by
     where t.pep_id = ${pepId} ${id === undefined ? sql`` : sql`and t.id = ${id}`}
     order by t.place, t.id`.execute(tx)
  return rows
}

export interface TargetColumns {
  area: string
  need: string
  baseline: string
  words: string
  child_words: string
  actions: string
  lead_name: string
  starts: string | null
  due: string | null
  success: string
  intervention: string
  cost_pence: number
  written_by: string
  written_at: string
}

export const insertTarget = (
  tx: Tx,
  row: TargetColumns & {
    id: string
    pep_id: string
    authority_id: number
    child_id: string
    carried_from: string | null
    place: number
  }
) => tx.insertInto('target').values(row).execute()

export const updateTarget = (tx: Tx, id: string, row: TargetColumns) =>
  tx.updateTable('target').set(row).where('id', '=', id).execute()

export const deleteTarget = (tx: Tx, id: string) => tx.deleteFrom('target').where('id', '=', id).execute()

/** Numbers the targets of a plan in this order. */
export async function updatePlaces(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update target t set place = o.place from unnest(${[...ids]}::uuid[]) with ordinality o(id, place) where t.id = o.id`.execute(
    tx
  )
}
