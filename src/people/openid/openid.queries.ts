import { sql } from 'kysely'
import type { Tx } from '../../db/transaction.ts'

export interface OpenIdAccountRow {
  person_id: string
  linked: boolean
  /** This person signs in by another account at the same provider. */
  linked_otherwise: boolean
  ended: boolean
  email: string | null
  authorities: number[]
}

export async function readOpenIdAccount(tx: Tx, issuer: string, subject: string, verifiedEmail: string | null) {
  const { rows } = await sql<OpenIdAccountRow>`
    select * from app.openid_account(${issuer}, ${subject}, ${verifiedEmail})`.execute(tx)
  return rows[0] ?? null
}

export const insertOpenIdLink = (tx: Tx, issuer: string, subject: string, person: string) =>
  sql`select app.link_openid(${issuer}, ${subject}, ${person})`.execute(tx)

export async function readMyIssuers(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ issuer: string }>`select issuer from app.my_openid_issuers() issuer`.execute(tx)
  return rows.map(({ issuer }) => issuer)
}

export const deleteMyOpenIdLink = (tx: Tx, issuer: string) => sql`select app.unlink_my_openid(${issuer})`.execute(tx)
