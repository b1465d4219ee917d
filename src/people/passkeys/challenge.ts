import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Seal } from '../one-time-link.ts'

/** How long a passkey may take to answer. */
export const challengeMinutes = 10

const [randomLength, untilLength] = [16, 8]

const sealed = (seal: Seal, purpose: string, words: Buffer): Buffer =>
  seal(`passkey challenge ${purpose} ${words.toString('base64url')}`)

/** What a passkey signs: at random, with its own end, sealed for one purpose. The database hears of it when it is answered. */
export function newChallenge(seal: Seal, purpose: string, now: Temporal.Instant): Buffer<ArrayBuffer> {
  const until = Buffer.alloc(untilLength)
  until.writeBigInt64BE(BigInt(now.add({ minutes: challengeMinutes }).epochMilliseconds))
  const words = Buffer.concat([randomBytes(randomLength), until])
  return Buffer.concat([words, sealed(seal, purpose, words)])
}

/** Whether we made this challenge for this purpose, and its time has not run out. */
export function isOurChallenge(seal: Seal, purpose: string, challenge: string, now: Temporal.Instant): boolean {
  const bytes = Buffer.from(challenge, 'base64url')
  const words = bytes.subarray(0, randomLength + untilLength)
  const expected = sealed(seal, purpose, words)
  if (bytes.length !== words.length + expected.length) return false
  if (!timingSafeEqual(bytes.subarray(words.length), expected)) return false
  return words.readBigInt64BE(randomLength) > BigInt(now.epochMilliseconds)
}

export const digestOf = (challenge: string): Buffer => createHash('sha256').update(challenge).digest()
