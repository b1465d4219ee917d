import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../db/transaction.ts'
import { type Browser, noteBrowser } from './browser.ts'
import { isSuspended } from './dormant.queries.ts'
import {
  type Confinement,
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
  /** When its person last proved who they are; null: not by this session. */
  readonly provedAt: Temporal.Instant | null
}

/** Opens a session; the token goes into the cookie and nowhere else, the database keeps its digest. */
export async function openSession(tx: Tx, person: string, browser: string, proved = true): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await insertSession(tx, hashOf(token), person, browser, proved)
  return token
}

/**
 * Somebody has signed in with this browser: their session, and a word to them where the browser is new. `proved`: just now.
 * A suspended account is not signed in to: a link by e-mail wakes it first.
 */
export async function signInWith(tx: Tx, person: string, browser: Browser, proved = true): Promise<string | 'asleep'> {
  if (await isSuspended(tx, person)) return 'asleep'
  await noteBrowser(tx, person, browser)
  return openSession(tx, person, browser.name, proved)
}

/** How long a sign-in is proof enough for exports and permissions, and for the form of one that was opened in that time. */
const provedMinutes = { look: 15, send: 45 }

/** Whether its person proved who they are a short while ago. */
export const isFresh = ({ provedAt }: Session, does: keyof typeof provedMinutes, now: Temporal.Instant): boolean =>
  provedAt !== null && now.epochMilliseconds - provedAt.epochMilliseconds < provedMinutes[does] * 60_000

export const closeSessionBy = (tx: Tx, hash: Buffer) => endSession(tx, hash)

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
