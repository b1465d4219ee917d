import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface ReviewRow {
  target_id: string
  reviewed_in: string
  outcome: string
  evidence: string
  why: string
  spent_pence: number
  impact: string | null
  next_step: string | null
  reviewed_on: string
  written_at: string | null
}

/** The reviews of a plan's targets. */
export async function readReviews(tx: Tx, pepId: string): Promise<(ReviewRow & { reviewed_by_name: string | null })[]> {
  const { rows } = await sql<ReviewRow & { reviewed_by_name: string | null }>`
    select r.target_id, r.reviewed_in, r.outcome, r.evidence, r.why, r.spent_pence, r.impact, r.next_step, r.reviewed_on, r.written_at,
           w.name as reviewed_by_name
      from target_review r join target t on t.id = r.target_id left join person w on w.id = r.reviewed_by where t.pep_id = ${pepId}`.execute(
    tx
  )
  return rows
}

export const upsertReview = (
  tx: Tx,
  row: ReviewRow & { authority_id: number; child_id: string; reviewed_by: string }
) => {
  const { target_id, authority_id, child_id, ...said } = row
  return tx
    .insertInto('target_review')
    .values(row)
    .onConflict(conflict => conflict.column('target_id').doUpdateSet(said))
    .execute()
}
