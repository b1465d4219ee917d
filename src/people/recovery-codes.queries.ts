import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export const insertMyRecoveryCodes = (tx: Tx, digests: readonly Buffer[]) =>
  sql`select app.set_my_recovery_codes(${[...digests]}::bytea[])`.execute(tx)

export async function countMyRecoveryCodes(tx: Tx): Promise<number> {
  const { rows } = await sql<{ left: number }>`select app.my_recovery_codes() as left`.execute(tx)
  return rows[0]?.left ?? 0
}

/** False where it is not one of theirs, or was used before. */
export async function spendRecoveryCode(tx: Tx, person: string, digest: Buffer): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select app.use_recovery_code(${person}, ${digest}) as used`.execute(tx)
  return rows[0]?.used === true
}
