import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export type LinkState = 'good' | 'used' | 'expired' | 'revoked'

export interface LinkRow {
  person_id: string
  purpose: string
  detail: { next?: string }
  state: LinkState
}

export async function readLink(tx: Tx, digest: Buffer): Promise<LinkRow | null> {
  const { rows } = await sql<LinkRow>`select person_id, purpose, detail, state from app.link(${digest})`.execute(tx)
  return rows[0] ?? null
}

export const insertSignInLink = (tx: Tx, digest: Buffer, person: string, next: string, until: Temporal.Instant) =>
  sql`select app.make_link(${digest}, ${person}, 'sign-in', null, ${JSON.stringify({ next })}::jsonb,
    ${until.toString()}::timestamptz)`.execute(tx)

/** False where it was not good any more. */
export async function spendLink(tx: Tx, digest: Buffer): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select app.use_link(${digest}) as used`.execute(tx)
  return rows[0]?.used === true
}
