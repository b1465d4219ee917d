import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** The service person of an authority, made when it is first needed. */
export async function findService(tx: Tx, authority: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`select app.service_at(${authority}::smallint) as id`.execute(tx)
  const id = rows[0]?.id
  if (!id) throw new Error(`There is no service person of authority ${authority}.`)
  return id
}

export async function readAuthorityCodes(tx: Tx): Promise<number[]> {
  const rows = await tx.selectFrom('authority').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

export async function deleteOldSignIns(tx: Tx): Promise<void> {
  await sql`select app.forget_old_sign_ins()`.execute(tx)
}
