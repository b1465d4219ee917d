import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export async function readSession(tx: Tx, hash: Buffer) {
  const { rows } = await sql<{ person_id: string; confined_to: string | null; opened_at: string }>`
    select * from app.session_person(${hash})`.execute(tx)
  return rows[0] ?? null
}
export const insertSession = (tx: Tx, hash: Buffer, person: string) =>
  sql`select app.open_session(${hash}, ${person})`.execute(tx)
export const endSession = (tx: Tx, hash: Buffer) => sql`select app.close_session(${hash})`.execute(tx)
export const confineSession = (tx: Tx, hash: Buffer, path: string | null) =>
  sql`select app.confine_session(${hash}, ${path})`.execute(tx)
