import { asPerson, type Tx } from '../db/transaction.ts'
import { londonDay } from '../guidance/dates.ts'
import { text } from '../web/forms.ts'
import type { Incoming, Problem } from '../web/page.ts'
import { isKey, sealKey, stepOf } from './authenticator.ts'
import { closeSessionsOf, readCredential, spendStep, writeCredential } from './credentials.queries.ts'
import { readMyPasskeys } from './passkeys/passkeys.queries.ts'
import { hashPassword, passwordFits, problemOfPassword } from './password.ts'
import { codesLeft } from './recovery-codes.ts'
import { tooMany } from './throttle.ts'
import { whoAsks } from './who.ts'

export interface Means {
  readonly email: string | null
  readonly hasPassword: boolean
  readonly hasAuthenticator: boolean
  readonly recoveryCodes: number
  readonly passkeys: ReadonlyArray<{
    readonly id: string
    readonly name: string
    readonly usedOn: Temporal.PlainDate | null
  }>
}

const londonDate = (at: string): Temporal.PlainDate => londonDay(Temporal.Instant.from(at))

/** By what this person can sign in. */
export async function meansOf(tx: Tx, email: string | null): Promise<Means> {
  const row = email === null ? null : await readCredential(tx, email)
  const passkeys = await readMyPasskeys(tx)
  return {
    email,
    hasPassword: Boolean(row?.password_hash),
    hasAuthenticator: Boolean(row?.totp_secret),
    recoveryCodes: await codesLeft(tx),
    passkeys: passkeys.map(({ id, name, used_at }) => ({
      id,
      name,
      usedOn: used_at === null ? null : londonDate(used_at)
    }))
  }
}

export type NewPassword = { readonly problem: Problem } | { readonly hash: string }

/** Judges and hashes a new password, before its transaction. Whoever has one already must know it. */
export async function prepareNewPassword(incoming: Incoming): Promise<NewPassword> {
  const { service, personId, address, body } = incoming
  const [chosen, current] = [text(body, 'new'), text(body, 'current')]
  const { owner, stored } = await asPerson(service.database, { person: personId, today: service.today() }, async tx => {
    const { name = null, email = null } = (await whoAsks(tx)) ?? {}
    const stored = email === null ? null : ((await readCredential(tx, email))?.password_hash ?? null)
    return { owner: { name, email }, stored }
  })
  if (stored !== null) {
    const wait = await tooMany(service, 'password', owner.email ?? '', address)
    if (wait) return { problem: { field: 'current', what: wait } }
    if (!(await passwordFits(current, stored)))
      return {
        problem: { field: 'current', what: 'This is not your password of today. Enter the one you sign in with.' }
      }
  }
  const what = await problemOfPassword(chosen, owner)
  return what ? { problem: { field: 'new', what } } : { hash: await hashPassword(chosen) }
}

export const setPassword = (tx: Tx, person: string, hash: string) => writeCredential(tx, person, hash, null)

/** Takes a key once its first code has been typed; false where the code is not the key's. */
export async function setAuthenticator(
  tx: Tx,
  person: string,
  typed: { key: string; code: string; secret: string; now: Temporal.Instant }
): Promise<boolean> {
  if (!isKey(typed.key)) return false
  const step = stepOf(typed.code, typed.key, typed.now)
  if (step === null) return false
  await writeCredential(tx, person, null, sealKey(typed.key, typed.secret))
  // The code that proved the key has counted: it does not sign in as well.
  await spendStep(tx, person, step)
  return true
}

export const signOutEverywhere = (tx: Tx, person: string) => closeSessionsOf(tx, person)
