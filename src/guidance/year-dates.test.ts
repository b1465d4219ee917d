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
    expect(termsToPlan(autumn, false, context).map(({ term }) => term)).toEqual(['autumn', 'spring', 'summer']))
  test('the three that follow, once it is settled: into the next year', () =>
    expect(termsToPlan(spring, true, context)).toEqual([
      { year: '2026-27', term: 'summer' },
      nextAutumn,
      { year: '2027-28', term: 'spring' }
    ]))
  // Autumn 2026 ends on Friday 18 December: on Thursday one day is left, on the Friday none ahead.
  test.each([
    ['2026-11-27', 'autumn'],
    ['2026-12-17', 'autumn'],
    ['2026-12-18', 'spring'],
    ['2026-12-29', 'spring']
  ])('a term stays as long as it has days left: on %s from %s', (today, first) =>
    expect(termsToPlan(autumn, false, { ...context, today: day(today) })[0]?.term).toBe(first)
  )
})

describe('when a term’s meeting is best held', () => {
  // Autumn 2026: half-term begins on Monday 26 October, so Friday 23 October is the last school day before it.
  const on = (today: string, term = autumn as { year: string; term: 'autumn' | 'spring' }) => {
    const { from, until, firstHalfOver } = windowOf(term, { ...context, today: day(today) }) ?? {}
    return [`${from}`, `${until}`, firstHalfOver]
  }
  test.each([
    ['before it, from its first day to the last school day of its first half', '2026-07-20', '2026-09-02'],
    ['once it has begun, from the next school day', '2026-09-14', '2026-09-15'],
    ['from the Monday, on a Friday', '2026-09-18', '2026-09-21'],
    ['on the last day but one, that last day', '2026-10-22', '2026-10-23']
  ])('%s', (_, today, from) => expect(on(today)).toEqual([from, '2026-10-23', false]))
  // School is back on Monday 2 November, and breaks up on Friday 18 December.
  test.each([
    ['on the last day of the first half, the second half', '2026-10-23', '2026-11-02'],
    ['in the half-term holiday', '2026-10-27', '2026-11-02'],
    ['in the second half, from the next school day', '2026-11-27', '2026-11-30']
  ])('the first half is over: %s', (_, today, from) => expect(on(today)).toEqual([from, '2026-12-18', true]))
  test('the next term’s first half, while this one’s is over', () =>
    expect(on('2026-11-27', spring)).toEqual(['2027-01-05', '2027-02-12', false]))
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
