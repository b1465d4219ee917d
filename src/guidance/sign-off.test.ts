import { expect, it } from 'vitest'
import { type SignOffFacts, signOffNote, signOffProblems } from './sign-off.ts'
import { day } from './testing/books.ts'

const ready: SignOffFacts = {
  state: 'submitted',
  rating: 'green',
  raterWroteInIt: false,
  openCorrections: [],
  checkedOn: day('2026-11-04'),
  checkDue: day('2026-11-09')
}
const problems = (facts: Partial<SignOffFacts>, today = '2026-11-09') =>
  signOffProblems({ ...ready, ...facts }, day(today)).map(({ what }) => what)

it('a checked and rated plan is signed off', () => expect(problems({})).toEqual([]))
it.each<[string, Partial<SignOffFacts>, string]>([
  [
    'a correction is open',
    { openCorrections: [{ question: 'Contact', owner: 'designated-teacher' }] },
    'A correction to “Contact” is open'
  ],
  ['unchecked, its clock still running', { checkedOn: null }, 'has until Monday 9 November 2026'],
  ['unchecked, no clock', { checkedOn: null, checkDue: null }, 'has not checked'],
  ['not rated', { rating: null }, 'Rate the plan first.'],
  ['red', { rating: 'red' }, 'is returned'],
  ['the rater wrote in it', { raterWroteInIt: true }, 'does not rate it'],
  ['not submitted', { state: 'returned' }, 'Only a submitted plan']
])('refused: %s', (_, facts, words) => {
  expect(problems(facts)).toHaveLength(1)
  expect(problems(facts)[0]).toContain(words)
})
it('unchecked after the clock has run is signed off, and says so', () => {
  expect(problems({ checkedOn: null }, '2026-11-10')).toEqual([])
  expect(signOffNote({ checkedOn: null })).toBe('not checked by the social worker')
  expect(signOffNote(ready)).toBeNull()
})
it('an open correction refuses even then', () =>
  expect(
    problems({ checkedOn: null, openCorrections: [{ question: 'Contact', owner: 'social-worker' }] }, '2026-12-01')
  ).toHaveLength(1))
