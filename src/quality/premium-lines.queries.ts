import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface PremiumRow {
  readonly what: string
  readonly pence: number
  readonly target: boolean
}

/** The premium of a plan, in lines to read. */
export async function readPremium(tx: Tx, pepId: string): Promise<readonly PremiumRow[]> {
  const { rows } = await sql<PremiumRow>`
    select what, cost_pence as pence, target_id is not null as target from premium_line where pep_id = ${pepId} order by id`.execute(
    tx
  )
  return rows
}
