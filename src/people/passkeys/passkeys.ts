import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse
} from '@simplewebauthn/server'
import { z } from 'zod'
import { newId } from '../../db/id.ts'
import { asPerson, type Tx } from '../../db/transaction.ts'
import { text } from '../../web/forms.ts'
import type { Ask, Incoming } from '../../web/page.ts'
import type { Service } from '../../web/service.ts'
import { sealWith } from '../one-time-link.ts'
import { digestOf, isOurChallenge, newChallenge } from './challenge.ts'
import {
  answerChallenge,
  countUse,
  insertMyPasskey,
  type NewPasskey,
  readMyPasskeys,
  readPasskey
} from './passkeys.queries.ts'

/*
 * A passkey is a key pair on a person's device, opened by their finger, face or PIN: something they have and something they
 * are or know, so that it signs in alone. The key is bound to this service's own address and does not work for a look-alike.
 */

const toSignIn = 'sign in'
const toAddFor = (person: string) => `add to ${person}`
const siteOf = (origin: string) => ({ rpID: new URL(origin).hostname, origin: new URL(origin).origin })

/** What the browser asks of a new passkey. */
export async function optionsToAdd({ tx, who, origin, seal, now }: Ask) {
  const own = await readMyPasskeys(tx)
  return generateRegistrationOptions({
    rpName: 'Open PEP',
    rpID: siteOf(origin).rpID,
    userName: who.email ?? who.name,
    userDisplayName: who.name,
    userID: new TextEncoder().encode(who.id),
    challenge: newChallenge(seal, toAddFor(who.id), now),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: own.map(({ credential_id }) => ({ id: credential_id.toString('base64url') }))
  })
}

/** What the browser asks of whichever passkey its person chooses. */
export const optionsToSignIn = ({ origin, seal, now }: Ask) =>
  generateAuthenticationOptions({
    rpID: siteOf(origin).rpID,
    challenge: newChallenge(seal, toSignIn, now),
    userVerification: 'required'
  })

const answerShape = z.looseObject({
  id: z.string().min(1).max(1400),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string() }),
  clientExtensionResults: z.looseObject({})
})

/** What the island has put into the form; null where it is no answer of a passkey. */
function answerIn(body: Incoming['body']): z.infer<typeof answerShape> | null {
  try {
    return answerShape.parse(JSON.parse(text(body, 'answer')))
  } catch {
    return null
  }
}

/** Proved before the transaction, and not yet taken: `challenge` is to be answered within it. */
export interface Proved<Key> {
  readonly challenge: Buffer
  readonly key: Key
}

function challengeCheck(service: Service, purpose: string) {
  const seen: { challenge: string | null } = { challenge: null }
  const isOurs = (challenge: string) => {
    if (isOurChallenge(sealWith(service.config.secret), purpose, challenge, Temporal.Now.instant()))
      seen.challenge = challenge
    return seen.challenge !== null
  }
  return { isOurs, seen }
}

/** A new passkey's answer, proved; null where it is not. */
export async function proveNew({ service, personId, body }: Incoming): Promise<Proved<NewPasskey> | null> {
  const answer = answerIn(body)
  if (!answer || personId === null) return null
  const { isOurs, seen } = challengeCheck(service, toAddFor(personId))
  const site = siteOf(service.config.baseUrl)
  const proof = await verifyRegistrationResponse({
    response: answer as unknown as RegistrationResponseJSON,
    expectedChallenge: isOurs,
    expectedOrigin: site.origin,
    expectedRPID: site.rpID,
    requireUserVerification: true
  }).catch(() => null)
  if (!proof?.verified || seen.challenge === null) return null
  const { id, publicKey, counter, transports } = proof.registrationInfo.credential
  return {
    challenge: digestOf(seen.challenge),
    key: {
      id: newId(),
      credentialId: Buffer.from(id, 'base64url'),
      publicKey: Buffer.from(publicKey),
      counter,
      transports: transports ?? [],
      name: text(body, 'name').trim().slice(0, 60) || 'Passkey'
    }
  }
}

/** Keeps it; false where its challenge was answered before, or the passkey is somebody's already. */
export const addPasskey = async (tx: Tx, { challenge, key }: Proved<NewPasskey>): Promise<boolean> =>
  (await answerChallenge(tx, challenge)) && (await insertMyPasskey(tx, key))

export interface UsedPasskey {
  readonly credentialId: Buffer
  readonly person: string
  readonly counter: number
}

/** Who signs in by the passkey that has answered; null where it is nobody's, or its answer is not right. */
export async function proveSignIn({ service, body }: Incoming): Promise<Proved<UsedPasskey> | null> {
  const answer = answerIn(body)
  if (!answer) return null
  const credentialId = Buffer.from(answer.id, 'base64url')
  const nobody = { person: null, today: service.today() }
  const known = await asPerson(service.database, nobody, tx => readPasskey(tx, credentialId))
  if (!known) return null
  const { isOurs, seen } = challengeCheck(service, toSignIn)
  const site = siteOf(service.config.baseUrl)
  const proof = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: isOurs,
    expectedOrigin: site.origin,
    expectedRPID: site.rpID,
    credential: { id: answer.id, publicKey: new Uint8Array(known.public_key), counter: known.counter },
    requireUserVerification: true
  }).catch(() => null)
  if (!proof?.verified || seen.challenge === null) return null
  const counter = proof.authenticationInfo.newCounter
  return { challenge: digestOf(seen.challenge), key: { credentialId, person: known.person_id, counter } }
}

/** Takes it once: false where it was sent before. */
export const usePasskey = async (tx: Tx, { challenge, key }: Proved<UsedPasskey>): Promise<boolean> =>
  (await answerChallenge(tx, challenge)) && (await countUse(tx, key.credentialId, key.counter))
