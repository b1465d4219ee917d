import type { Tx } from '../db/transaction.ts'

/** Who said yes to a parent for this plan. */
export async function agreedBy(tx: Tx, pepId: string): Promise<string | null> {
  const row = await tx.selectFrom('meeting').select('parent_agreed_by').where('pep_id', '=', pepId).executeTakeFirst()
  return row?.parent_agreed_by ?? null
}
