import { describe, expect, test } from 'vitest'
import { contextOn, day } from './testing/books.ts'
import { judgeYearDate, termsToPlan, windowOf } from './year-dates.ts'

const context = {
  ...contextOn('2026-09-14'),
  born: day('2014-05-06'),
  careBegan: day('2024-02-01'),
  due: null,
  opens: null,
  socialWorkerLeads: false,
  closedDays: [{ first: day('2027-01-11'), last: day('2027-01-15'), kind: 'exam', words: '' } as const]
}
const autumn = { year: '2026-27', term: 'autumn' } as const
const spring = { year: '2026-27', term: 'spring' } as const
const nextAutumn = { year: '2027-28', term: 'autumn' } as const

describe('which three terms', () => {
  test('from the plan’s own, while its date is still open', () =>
    expect(termsToPlan(autumn, false).map(({ term }) => term)).toEqual(['autumn', 'spring', 'summer']))
  test('the three that follow, once it is settled: into the next year', () =>
    expect(termsToPlan(spring, true)).toEqual([
      { year: '2026-27', term: 'summer' },
      nextAutumn,
      { year: '2027-28', term: 'spring' }
    ]))
})

describe('when a term’s meeting is best held', () => {
  // Autumn 2026: half-term begins on Monday 26 October, so Friday 23 October is the last school day before it.
  test('from its first day to the last school day of its first half', () =>
    expect(windowOf(autumn, context)).toEqual({ from: day('2026-09-02'), until: day('2026-10-23') }))
  test('not known, where the term has no calendar', () => expect(windowOf(nextAutumn, context)).toBeNull())
})

describe('a date of the year', () => {
  const judge = (date: string, term = spring) => judgeYearDate(day(date), term, context)
  test.each([
    ['the last school day of the first half', '2027-02-12'],
    ['the first day of the term', '2027-01-05']
  ])('taken: %s', (_, date) => expect(judge(date)).toEqual({ refused: null, warning: null }))
  test('taken with a warning: the second half', () =>
    expect(judge('2027-02-22')).toEqual({
      refused: null,
      warning: expect.stringMatching(/second half of the spring term 2026-27, after Friday 12 February 2027/)
    }))
  test.each([
    ['another term', '2026-11-10', /outside the spring term 2026-27/],
    ['a Saturday', '2027-01-16', /is a Saturday/],
    ['half-term', '2027-02-16', /half-term holiday/],
    ['a day of exams that the school marked', '2027-01-13', /holds no meetings then, exams/],
    ['past', '2026-09-11', /has passed/]
  ])('refused: %s', (_, date, words) => expect(judge(date).refused).toMatch(words))
  test('taken and flagged: a term without a calendar', () =>
    expect(judge('2027-09-10', nextAutumn as never)).toEqual({
      refused: null,
      warning: expect.stringMatching(/has no calendar yet/)
    }))
  test('refused: a day of a known term for one without a calendar', () =>
    expect(judge('2027-06-10', nextAutumn as never).refused).toMatch(
      /is in the summer term 2026-27, not in the autumn/
    ))
})
