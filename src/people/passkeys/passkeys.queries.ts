import { sql } from 'kysely'
import type { Tx } from '../../db/transaction.ts'

export interface PasskeyRow {
  id: string
  credential_id: Buffer
  name: string
  made_at: string
  used_at: string | null
}

export async function readMyPasskeys(tx: Tx): Promise<PasskeyRow[]> {
  const { rows } = await sql<PasskeyRow>`select * from app.my_passkeys()`.execute(tx)
  return rows
}

export interface NewPasskey {
  id: string
  credentialId: Buffer
  publicKey: Buffer
  counter: number
  transports: readonly string[]
  name: string
}

/** False where the passkey is somebody's already. */
export async function insertMyPasskey(tx: Tx, key: NewPasskey): Promise<boolean> {
  const { rows } = await sql<{
    added: boolean
  }>`select app.add_my_passkey(${key.id}, ${key.credentialId}, ${key.publicKey},
    ${key.counter}, ${[...key.transports]}::text[], ${key.name}) as added`.execute(tx)
  return rows[0]?.added === true
}

export const deleteMyPasskey = (tx: Tx, id: string) => sql`select app.remove_my_passkey(${id})`.execute(tx)

export async function readPasskey(tx: Tx, credentialId: Buffer) {
  const { rows } = await sql<{ person_id: string; public_key: Buffer; counter: number }>`
    select person_id, public_key, counter from app.passkey_for_sign_in(${credentialId})`.execute(tx)
  return rows[0] ?? null
}

export async function countUse(tx: Tx, credentialId: Buffer, counter: number): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select app.use_passkey(${credentialId}, ${counter}) as used`.execute(tx)
  return rows[0]?.used === true
}

/** False where this challenge was answered before. */
export async function answerChallenge(tx: Tx, digest: Buffer): Promise<boolean> {
  const { rows } = await sql<{ first: boolean }>`select app.answer_challenge(${digest}) as first`.execute(tx)
  return rows[0]?.first === true
}
