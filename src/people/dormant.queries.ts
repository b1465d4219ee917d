import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface AccountRow {
  person_id: string
  /** The last sign-in, or the first day of the newest post, whichever is later. */
  used_on: string
  warned_on: string | null
  suspended_on: string | null
  signed_in_on: string | null
  authorities: number[]
}

/** Of those who work for an authority that the person of this transaction administers. */
export async function readAccounts(tx: Tx, authorityId: number): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`select * from app.accounts_of(${authorityId}::smallint)`.execute(tx)
  return rows
}

export const writeWarned = (tx: Tx, person: string) => sql`select app.warn_account(${person}::uuid)`.execute(tx)
export const writeSuspended = (tx: Tx, person: string) => sql`select app.suspend_account(${person}::uuid)`.execute(tx)

export async function isSuspended(tx: Tx, person: string): Promise<boolean> {
  const { rows } = await sql<{ asleep: boolean }>`select app.is_suspended(${person}::uuid) as asleep`.execute(tx)
  return rows[0]?.asleep === true
}
export async function wake(tx: Tx, person: string): Promise<boolean> {
  const { rows } = await sql<{ woken: boolean }>`select app.wake_account(${person}::uuid) as woken`.execute(tx)
  return rows[0]?.woken === true
}
export async function readmit(tx: Tx, person: string): Promise<boolean> {
  const { rows } = await sql<{ woken: boolean }>`select app.readmit(${person}::uuid) as woken`.execute(tx)
  return rows[0]?.woken === true
}

export interface AuthorityPolicyRow {
  id: number
  demonstration: boolean
  policy: Record<string, unknown>
}
export const readPolicies = (tx: Tx): Promise<AuthorityPolicyRow[]> =>
  tx.selectFrom('authority').select(['id', 'demonstration', 'policy']).execute() as Promise<AuthorityPolicyRow[]>
