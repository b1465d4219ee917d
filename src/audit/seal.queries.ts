import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { Seal, SealableRow } from './seal.ts'

/** One sealer at a time; the lock ends with the transaction. */
export async function holdSealingLock(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(7370113) as held`.execute(tx)
  return rows[0]?.held === true
}

/** Rows of ended transactions that no seal covers, the oldest transactions first. */
export async function readUnsealed(tx: Tx, most: number): Promise<(SealableRow & { xid: string })[]> {
  const { rows } = await sql<SealableRow & { xid: string }>`select * from app.unsealed_audit(${most}::int)`.execute(tx)
  return rows
}

export async function readNewestInside(tx: Tx): Promise<{ number: number; signature: Buffer } | null> {
  const { rows } = await sql<{ number: number; signature: Buffer }>`select * from app.newest_seal()`.execute(tx)
  return rows[0] ?? null
}

export async function insertSeal(tx: Tx, seal: Seal, rows: readonly number[], upTo: string): Promise<void> {
  await sql`select app.add_seal(${seal.number}::bigint, ${seal.previous}, ${rows}::bigint[], ${seal.root}, ${seal.signature}, ${upTo})`.execute(
    tx
  )
}
