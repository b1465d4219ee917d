import { describe, expect, it } from 'vitest'
import { warwickshirePolicy } from './policy.ts'
import { holdsPremium, type Mark, type Marks, outcomes, overallRating } from './rating.ts'
import { isRefusal } from './words.ts'

const quality = warwickshirePolicy.quality
const none: Mark = { notApplicableBecause: 'A first plan' }
const marks = (...each: readonly Mark[]): Marks => new Map(each.map((mark, at) => [at + 1, mark]))
const rating = (...each: readonly Mark[]) => {
  const overall = overallRating(marks(...each), quality)
  return isRefusal(overall) ? overall.refused : overall.rating
}

describe('overall', () => {
  it.each<[string, readonly Mark[], string]>([
    ['all fours', [4, 4, 4, 4, 4, 4, 4, 4, 4, 4], 'gold'],
    ['eight of ten fours', [4, 4, 4, 4, 4, 4, 4, 4, 3, 3], 'gold'],
    ['seven of ten', [4, 4, 4, 4, 4, 4, 4, 3, 3, 3], 'green'],
    ['nine fours and a two', [4, 4, 4, 4, 4, 4, 4, 4, 4, 2], 'green'],
    ['all threes', [3, 3, 3, 3, 3, 3, 3, 3, 3, 3], 'green'],
    ['one two', [3, 3, 3, 3, 3, 3, 3, 3, 3, 2], 'green'],
    ['two twos', [4, 4, 4, 4, 4, 4, 4, 4, 2, 2], 'amber'],
    ['all twos', [2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 'amber'],
    ['a one beats all', [1, 4, 4, 4, 4, 4, 4, 4, 4, 4], 'red'],
    ['a one among twos', [1, 2, 2, 4, 4, 4, 4, 4, 4, 4], 'red'],
    // 4 of 5 that apply is 80 %; 7 of 9 is 78 %.
    ['four of five that apply', [4, 4, 4, 4, 3, none, none, none, none, none], 'gold'],
    ['seven of nine that apply', [4, 4, 4, 4, 4, 4, 4, 3, 3, none], 'green'],
    [
      'nothing applies',
      [none, none, none, none, none, none, none, none, none, none],
      'At least one criterion must apply.'
    ],
    ['one is missing', [4, 4, 4, 4, 4, 4, 4, 4, 4], 'Some criteria are not rated yet.'],
    ['nothing rated', [], 'Some criteria are not rated yet.']
  ])('%s', (_, each, expected) => expect(rating(...each)).toBe(expected))

  it('a criterion that does not apply needs its reason', () =>
    expect(overallRating(marks({ notApplicableBecause: ' ' }, 4, 4, 4, 4, 4, 4, 4, 4, 4), quality)).toMatchObject({
      problems: [{ where: 'V1', what: expect.stringContaining('does not apply') }]
    }))
  it('shows the rule', () => {
    const why = (...each: readonly Mark[]) => overallRating(marks(...each), quality)
    expect(why(1, 4, 4, 4, 4, 4, 4, 4, 4, 4)).toHaveProperty('why', '1 criterion is rated 1.')
    expect(why(4, 4, 4, 4, 4, 4, 4, 4, 3, none)).toHaveProperty(
      'why',
      'None is below 3 and 8 of 9 that apply are rated 4.'
    )
  })
})

it('red is returned, amber may be, the rest are signed off', () =>
  expect(outcomes).toEqual({ red: ['return'], amber: ['sign-off', 'return'], green: ['sign-off'], gold: ['sign-off'] }))

it('red on another’s part does not hold the premium', () => {
  expect(holdsPremium(marks(4, 1, 1, 4, 4, 4, 4, 4, 4, 4))).toBe(false)
  expect(holdsPremium(marks(4, 4, 4, 4, 1, 4, 4, 4, 4, 4))).toBe(true)
})
