import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { challengeMinutes, isOurChallenge, newChallenge } from './challenge.ts'

const sealWith = (secret: string) => (words: string) => createHmac('sha256', secret).update(words).digest()
const seal = sealWith('ours')
const now = Temporal.Instant.from('2026-11-27T09:00:00Z')
const later = (minutes: number) => now.add({ minutes })
const challenge = newChallenge(seal, 'sign in', now).toString('base64url')

it.each([
  ['counts for its purpose', seal, 'sign in', challenge, now, true],
  ['counts until its end', seal, 'sign in', challenge, later(challengeMinutes).subtract({ seconds: 1 }), true],
  ['does not count after it', seal, 'sign in', challenge, later(challengeMinutes), false],
  ['does not count for another purpose', seal, 'add to Jo', challenge, now, false],
  ['does not count where another service made it', sealWith('theirs'), 'sign in', challenge, now, false],
  ['does not count cut short', seal, 'sign in', challenge.slice(0, -4), now, false],
  ['does not count empty', seal, 'sign in', '', now, false]
])('a challenge %s', (_, by, purpose, words, at, counts) => expect(isOurChallenge(by, purpose, words, at)).toBe(counts))
