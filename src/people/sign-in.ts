import { newId } from '../db/id.ts'
import { asPerson, enqueue, type Tx } from '../db/transaction.ts'
import { text } from '../web/forms.ts'
import type { Incoming } from '../web/page.ts'
import { openKey, stepOf } from './authenticator.ts'
import { readCredential, spendStep } from './credentials.queries.ts'
import { type LinkState, readLink, spendLink } from './link.queries.ts'
import { linkDigest } from './one-time-link.ts'
import { ownPath } from './own-path.ts'
import { passwordFits } from './password.ts'
import { tooMany } from './throttle.ts'

/** How long a link in an e-mail works. */
export const linkMinutes = 15

/** What may stand in an account's e-mail address; null where it is none. */
export function emailOf(typed: string): string | null {
  const email = typed.trim().toLowerCase()
  return email.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : null
}

/** Asks for a link by e-mail. The request does the same work whether or not there is such an account. */
export async function askForLink(tx: Tx, email: string, next: string): Promise<void> {
  const account = await readCredential(tx, email)
  await enqueue(tx, 'send sign-in link', { person: account?.person_id ?? null, link: newId(), next: ownPath(next) })
}

/** A sign-in by password, as far as it is known before its transaction. */
export type Checked = { readonly problem: string } | { readonly person: string; readonly step: number } | null

/** Compares password and code; null where they are not this account's, or there is none, or it has no authenticator. */
export async function checkPassword({ service, address, body }: Incoming, email: string): Promise<Checked> {
  const problem = await tooMany(service, 'password', email, address)
  if (problem) return { problem }
  const nobody = { person: null, today: service.today() }
  const account = await asPerson(service.database, nobody, tx => readCredential(tx, email))
  const fits = await passwordFits(text(body, 'password'), account?.password_hash ?? null)
  const key = account?.totp_secret ? openKey(account.totp_secret, service.config.secret) : null
  const step = key === null ? null : stepOf(text(body, 'code'), key, Temporal.Now.instant())
  return account && fits && step !== null ? { person: account.person_id, step } : null
}

/** A code counts once: false where it was used before. */
export const useCode = (tx: Tx, checked: { person: string; step: number }): Promise<boolean> =>
  spendStep(tx, checked.person, checked.step)

export type SignInLink = { readonly state: LinkState | 'unknown'; readonly next: string }

/** How a link stands; any other purpose than signing in is unknown here. */
export async function signInLink(tx: Tx, token: string): Promise<SignInLink> {
  const row = await readLink(tx, linkDigest(token))
  if (row?.purpose !== 'sign-in') return { state: 'unknown', next: '/' }
  return { state: row.state, next: ownPath(row.detail.next) }
}

/** Consumes a link: the person who signs in by it, or null where it is not good any more. */
export async function useSignInLink(tx: Tx, token: string): Promise<string | null> {
  const digest = linkDigest(token)
  const row = await readLink(tx, digest)
  if (row?.purpose !== 'sign-in' || !(await spendLink(tx, digest))) return null
  return row.person_id
}
