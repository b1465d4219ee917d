import { describe, expect, test } from 'vitest'
import { closedDaysProblems, whyClosed } from './closed-days.ts'
import { day } from './testing/books.ts'

const mocks = { first: day('2026-12-07'), last: day('2026-12-11'), kind: 'exam', words: 'year 11 mocks' } as const
const training = { first: day('2026-12-14'), last: day('2026-12-14'), kind: 'training', words: '' } as const

describe('why a school holds no meeting', () => {
  test.each([
    ['the day before the exams', '2026-12-06', null],
    ['the first day of the exams, in the school’s words', '2026-12-07', 'exams (year 11 mocks)'],
    ['the last day of the exams', '2026-12-11', 'exams (year 11 mocks)'],
    ['the day after', '2026-12-12', null],
    ['a training day, without words', '2026-12-14', 'staff training or induction']
  ])('%s', (_, date, why) => expect(whyClosed(day(date), [mocks, training])).toBe(why))
})

describe('days that can be marked', () => {
  const problems = (first: string, last: string) =>
    closedDaysProblems({ first: day(first), last: day(last) }, day('2026-11-24'))
  test.each([
    ['one day', '2026-12-14', '2026-12-14'],
    ['begun already and still going on', '2026-11-20', '2026-11-24'],
    ['62 days', '2026-12-01', '2027-01-31']
  ])('%s', (_, first, last) => expect(problems(first, last)).toEqual([]))
  test.each([
    ['the wrong way round', '2026-12-14', '2026-12-13', /is before Monday 14 December 2026/],
    ['all in the past', '2026-11-20', '2026-11-23', /has passed/],
    ['63 days', '2026-12-01', '2027-02-01', /at most 62 days/],
    ['a slip in the year', '2036-12-14', '2036-12-14', /more than two years away/]
  ])('not %s', (_, first, last, words) =>
    expect(problems(first, last)).toEqual([{ where: 'last', what: expect.stringMatching(words) }])
  )
})
