import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface CredentialRow {
  person_id: string
  password_hash: string | null
  totp_secret: string | null
}

/** By e-mail address; null where there is no such account. */
export async function readCredential(tx: Tx, email: string): Promise<CredentialRow | null> {
  const { rows } = await sql<CredentialRow>`
    select person_id, password_hash, totp_secret from app.person_for_sign_in(${email})`.execute(tx)
  return rows[0] ?? null
}

export const writeCredential = (tx: Tx, person: string, passwordHash: string | null, totpSecret: string | null) =>
  sql`select app.set_credential(${person}, ${passwordHash}, ${totpSecret})`.execute(tx)

export async function spendStep(tx: Tx, person: string, step: number): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select app.use_totp_step(${person}, ${step}) as used`.execute(tx)
  return rows[0]?.used === true
}

/** Counts this attempt; how many there were within the minutes, this one included. */
export async function countAttempt(tx: Tx, kind: string, subject: string, minutes: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select app.count_attempt(${kind}, ${subject}, make_interval(mins => ${minutes}::int)) as count`.execute(tx)
  return rows[0]?.count ?? 0
}

export const closeSessionsOf = (tx: Tx, person: string) => sql`select app.close_sessions_of(${person})`.execute(tx)
