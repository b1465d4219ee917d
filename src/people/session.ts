import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../db/transaction.ts'
import {
  type Confinement,
  confineSession,
  endSession,
  insertConfinedSession,
  insertSession,
  readOrigin,
  returnSession
} from './session.queries.ts'

export const sessionCookie = 'openpep'

/** What the database keeps of a token. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export interface Session {
  readonly hash: Buffer
  readonly personId: string
  /** Hand-over to the child: nothing outside this path opens until the adult returns. */
  readonly confinedTo: string | null
}

/** Opens a session; the token goes into the cookie and nowhere else, the database keeps its digest. */
export async function openSession(tx: Tx, person: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await insertSession(tx, hashOf(token), person)
  return token
}

export const closeSessionBy = (tx: Tx, hash: Buffer) => endSession(tx, hash)
/** Confines a session to one address and what lies below it; null frees it again. */
export const confineTo = (tx: Tx, hash: Buffer, path: string | null) => confineSession(tx, hash, path)

/** Opens a session that can reach one path only: handed over by an adult (who returns by their code), or by a private link. */
export async function openConfinedSession(tx: Tx, confinement: Confinement): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await insertConfinedSession(tx, hashOf(token), confinement)
  return token
}

/** The adult comes back with their code's digest: their id, or how many tries are left, or the end of the session. */
export async function returnToAdult(
  tx: Tx,
  hash: Buffer,
  code: Buffer
): Promise<{ readonly adult: string } | { readonly triesLeft: number } | 'ended'> {
  const row = await returnSession(tx, hash, code)
  if (row?.outcome === 'returned' && row.adult) return { adult: row.adult }
  return row?.outcome === 'wrong' ? { triesLeft: row.tries_left } : 'ended'
}

/** How this session was opened: the adult who handed over, the link that was used. */
export const originOf = (tx: Tx, hash: Buffer) => readOrigin(tx, hash)
