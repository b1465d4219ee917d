import { newId } from '../db/id.ts'
import { asPerson, enqueue, type Tx } from '../db/transaction.ts'
import { text } from '../web/forms.ts'
import type { Incoming } from '../web/page.ts'
import { openKey, stepOf } from './authenticator.ts'
import { readCredential, spendStep } from './credentials.queries.ts'
import { type LinkState, readLink, spendLink } from './link.queries.ts'
import { linkDigest, sealWith } from './one-time-link.ts'
import { ownPath } from './own-path.ts'
import { passwordFits } from './password.ts'
import { spendRecoveryCode } from './recovery-codes.queries.ts'
import { recoveryDigest } from './recovery-codes.ts'
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
export type Checked = { readonly problem: string } | Fitting | null

/** Password and code fit: the code is the authenticator's of this step, or may be one of the recovery codes. */
type Fitting = { readonly person: string } & ({ readonly step: number } | { readonly recovery: Buffer })

/** Compares password and code; null where they are not this account's, or there is none, or it has no authenticator. */
export async function checkPassword({ service, address, body }: Incoming, email: string): Promise<Checked> {
  const problem = await tooMany(service, 'password', email, address)
  if (problem) return { problem }
  const nobody = { person: null, today: service.today() }
  const account = await asPerson(service.database, nobody, tx => readCredential(tx, email))
  const fits = await passwordFits(text(body, 'password'), account?.password_hash ?? null)
  const key = account?.totp_secret ? openKey(account.totp_secret, service.config.secret) : null
  if (!account || !fits || key === null) return null
  const [person, typed] = [account.person_id, text(body, 'code')]
  const step = stepOf(typed, key, Temporal.Now.instant())
  if (step !== null) return { person, step }
  const recovery = recoveryDigest(sealWith(service.config.secret), person, typed)
  return recovery && { person, recovery }
}

/** A code counts once: false where it was used before, or is none. */
export const useCode = (tx: Tx, checked: Fitting): Promise<boolean> =>
  'step' in checked
    ? spendStep(tx, checked.person, checked.step)
    : spendRecoveryCode(tx, checked.person, checked.recovery)

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
