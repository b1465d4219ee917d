import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export async function readAuthorityCodes(tx: Tx): Promise<number[]> {
  const rows = await tx.selectFrom('authority').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

export async function deleteOldSignIns(tx: Tx): Promise<void> {
  await sql`select app.forget_old_sign_ins()`.execute(tx)
}
