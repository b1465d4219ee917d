import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface PastRow {
  id: string
  pep_id: string
  year: string
  term: string
  area: string
  words: string
  child_words: string
  baseline: string
  due: string | null
  outcome: string | null
  evidence: string | null
  why: string | null
  next_step: string | null
}

/** A target and those that it was carried on from, the newest first. */
export async function readLine(tx: Tx, targetId: string): Promise<PastRow[]> {
  const { rows } = await sql<PastRow>`
    with recursive line as (
      select t.id, t.carried_from, 0 as back from target t where t.id = ${targetId}
      union all
      select t.id, t.carried_from, line.back + 1 from target t join line on t.id = line.carried_from where line.back < 30)
    select t.id, t.pep_id, p.year, p.term, t.area, t.words, t.child_words, t.baseline, t.due, r.outcome, r.evidence, r.why, r.next_step
      from line join target t on t.id = line.id join pep p on p.id = t.pep_id left join target_review r on r.target_id = t.id
     order by line.back`.execute(tx)
  return rows
}
