import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** False where the session is not known, or was a child's. */
export async function insertParkedPost(tx: Tx, session: Buffer, id: string, sealed: Buffer): Promise<boolean> {
  const { rows } = await sql<{ parked: boolean }>`select app.park_post(${session}, ${id}, ${sealed}) as parked`.execute(
    tx
  )
  return rows[0]?.parked === true
}

export const readParkedPost = (tx: Tx, id: string) =>
  tx
    .selectFrom('parked_post')
    .select('sealed')
    .where('id', '=', id)
    .where(sql<boolean>`parked_at > clock_timestamp() - interval '24 hours'`)
    .executeTakeFirst()

export const deleteParkedPost = (tx: Tx, id: string) => tx.deleteFrom('parked_post').where('id', '=', id).execute()
