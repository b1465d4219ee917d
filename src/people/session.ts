import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../db/transaction.ts'
import { confineSession, endSession, insertSession, readSession } from './session.queries.ts'

export const sessionCookie = 'openpep'

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export interface Session {
  readonly hash: Buffer
  readonly personId: string
  /** Hand-over to the child: nothing outside this path opens until the adult returns. */
  readonly confinedTo: string | null
}

/** Idle 30 minutes and 12 hours at most are the database's to tell. */
export async function findSession(tx: Tx, token: string | undefined): Promise<Session | null> {
  if (!token) return null
  const hash = hashOf(token)
  const row = await readSession(tx, hash)
  return row && { hash, personId: row.person_id, confinedTo: row.confined_to }
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
