import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** The child's newest plan that is in force: this one, or one before it. */
export async function readPlanInForce(tx: Tx, childId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from pep where child_id = ${childId} and state in ('submitted', 'returned', 'signed-off')
     order by opened_on desc, id desc limit 1`.execute(tx)
  return rows[0]?.id ?? null
}
