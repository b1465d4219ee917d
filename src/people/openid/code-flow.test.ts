import { expect, it } from 'vitest'
import { finish, type Journey, journeyMinutes } from './code-flow.ts'
import { refusals, slugOf, type Why, whyOf } from './refusals.ts'

const provider = {
  id: 'council',
  name: 'Council',
  issuer: 'https://sign-in.example',
  clientId: 'a',
  clientSecret: 'b',
  domains: ['council.example']
}
const journey = (minutesAgo: number): Journey => ({
  provider: 'council',
  state: 's',
  nonce: 'n',
  verifier: 'v',
  next: '/',
  again: false,
  begun: Date.now() - minutesAgo * 60_000
})
const answer = (state: string) => new URL(`http://localhost/sign-in/with/council/back?code=c&state=${state}`)

it.each<[string, Journey | null, string, string]>([
  ['none was begun in this browser', null, 's', 'wrong state'],
  ['another one was begun', journey(1), 'other', 'wrong state'],
  ['it was begun with another provider', { ...journey(1), provider: 'school' }, 's', 'wrong state'],
  ['it was begun too long ago', journey(journeyMinutes + 1), 's', 'begun too long ago']
])('an answer counts for nothing where %s: nobody is asked', async (_, kept, state, detail) =>
  expect(await finish(provider, answer(state), kept)).toEqual({ why: 'stale', detail })
)

it('every refusal has an address of its own, and no other address has words', () => {
  for (const why of Object.keys(refusals) as Why[]) expect(whyOf(slugOf(why))).toBe(why)
  expect(whyOf('toString')).toBeNull()
})
