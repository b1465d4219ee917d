import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface LineRow {
  id: string
  target_id: string | null
  target_words: string | null
  category: string
  provider: string
  what: string
  unit: string
  quantity: string
  rate_pence: number
  cost_pence: number
  recurrence: string
  other_money: string
  decision: string | null
  agreed_pence: number | null
  decision_reason: string | null
  decided_by_name: string | null
  decided_on: string | null
  written_by_name: string | null
  written_at: string | null
}

/** What an authority's plans ask for and nobody has decided on. */
export async function countUndecided(tx: Tx, authorityId: number): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*)::int as number from premium_line where authority_id = ${authorityId} and decision is null`.execute(
    tx
  )
  return rows[0]?.number ?? 0
}

export async function readLines(tx: Tx, pepId: string, id?: string): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select l.id, l.target_id, t.words as target_words, l.category, l.provider, l.what, l.unit, l.quantity, l.rate_pence, l.cost_pence,
           l.recurrence, l.other_money, l.decision, l.agreed_pence, l.decision_reason, w.name as decided_by_name, l.decided_on,
           a.name as written_by_name, l.written_at
      from premium_line l left join target t on t.id = l.target_id left join person w on w.id = l.decided_by
           left join person a on a.id = l.written_by
     where l.pep_id = ${pepId} ${id === undefined ? sql`` : sql`and l.id = ${id}`}
     order by t.place nulls last, l.id`.execute(tx)
  return rows
}

/** Targets of a plan that money was agreed or asked for, with whether somebody said what it did. */
export async function readOtherCosts(tx: Tx, pepId: string) {
  const { rows } = await sql<{ words: string; impact: boolean }>`
    select t.words, exists (select from target_review r where r.target_id = t.id and (r.impact is not null or r.spent_pence = 0)) as impact
      from target t
     where t.pep_id = ${pepId} and (t.cost_pence > 0 or exists (select from premium_line l where l.target_id = t.id and l.decision is distinct from 'declined'))
     order by t.place`.execute(tx)
  return rows
}

export interface LineColumns {
  target_id: string | null
  category: string
  provider: string
  what: string
  unit: string
  quantity: string
  rate_pence: number
  cost_pence: number
  recurrence: string
  other_money: string
  written_by: string
  written_at: string
}
interface DecisionColumns {
  decision: string | null
  agreed_pence: number | null
  decision_reason: string | null
  decided_by: string | null
  decided_on: string | null
}

export const insertLine = (
  tx: Tx,
  row: LineColumns & { id: string; pep_id: string; authority_id: number; child_id: string }
) => tx.insertInto('premium_line').values(row).execute()

export const updateLine = (tx: Tx, id: string, row: Partial<LineColumns> & DecisionColumns) =>
  tx.updateTable('premium_line').set(row).where('id', '=', id).execute()

export const deleteLine = (tx: Tx, id: string) => tx.deleteFrom('premium_line').where('id', '=', id).execute()
