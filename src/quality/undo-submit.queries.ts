import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export async function readActed(tx: Tx, pepId: string) {
  const { rows } = await sql<{
    resubmitted_on: string | null
    submitted_by: string | null
    last_return: string | null
    checks: { id: string; outcome: string; checked_on: string; checked_by: string }[]
    reviews: { id: string; rated_on: string }[]
  }>`
    select p.resubmitted_on, p.submitted_by,
           (select id from section_return where pep_id = p.id order by id desc limit 1) as last_return,
           coalesce((select jsonb_agg(to_jsonb(c) order by c.id) from pep_check c where c.pep_id = p.id), '[]') as checks,
           coalesce((select jsonb_agg(to_jsonb(q) order by q.id) from quality_review q where q.pep_id = p.id), '[]') as reviews
      from pep p where p.id = ${pepId}`.execute(tx)
  return rows[0] ?? null
}

/** Back to being written; or, of a plan handed in again, back to being returned with what was open then. */
export async function takeBack(tx: Tx, pepId: string, resubmittedOn: string | null): Promise<void> {
  if (resubmittedOn === null) {
    await sql`update pep set state = 'in-progress', submitted_on = null, submitted_by = null where id = ${pepId}`.execute(
      tx
    )
    return
  }
  await sql`update pep set state = 'returned', resubmitted_on = null where id = ${pepId}`.execute(tx)
  await sql`update section_return set resolved_on = null where pep_id = ${pepId} and returned_on =
    (select max(returned_on) from section_return where pep_id = ${pepId}) and resolved_on = ${resubmittedOn}`.execute(
    tx
  )
}
