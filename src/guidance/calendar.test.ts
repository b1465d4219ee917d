import { describe, expect, it } from 'vitest'
import { academicYearOf, academicYearStarting, halfOf, nextTerm, startOfAcademicYear, termOf } from './calendar.ts'
import { day, warwickshire } from './testing/books.ts'

describe('the term of a date', () => {
  it.each([
    ['its first day', '2026-09-02', '2026-27 autumn'],
    ['half-term', '2026-10-28', '2026-27 autumn'],
    ['Christmas belongs to the autumn', '2026-12-27', '2026-27 autumn'],
    ['the day before spring', '2027-01-04', '2026-27 autumn'],
    ['August belongs to the summer', '2026-08-15', '2025-26 summer'],
    ['1 September before term belongs to the summer of the old year', '2026-09-01', '2025-26 summer'],
    ['31 August after the last known term', '2027-08-31', '2026-27 summer'],
    ['past it nobody knows', '2027-09-01', 'unknown'],
    ['before the first term', '2025-08-31', 'unknown']
  ])('%s', (_, date, expected) => {
    const term = termOf(day(date), warwickshire)
    expect(term ? `${term.year} ${term.term}` : 'unknown').toBe(expected)
  })

  it('does not stretch a term over a missing one', () => {
    const noSpring = warwickshire.filter(term => term.term !== 'spring')
    expect(termOf(day('2026-12-18'), noSpring)?.term).toBe('autumn')
    expect(termOf(day('2027-02-01'), noSpring)).toBeUndefined()
  })
  it('knows nothing without a calendar', () => expect(termOf(day('2026-10-01'), [])).toBeUndefined())
})

it('tells the halves apart', () => {
  const autumn = termOf(day('2026-10-01'), warwickshire)
  if (!autumn) throw new Error('the fixture has an autumn')
  expect(
    ['2026-09-02', '2026-10-23', '2026-10-30', '2026-10-31', '2026-12-20'].map(d => halfOf(day(d), autumn))
  ).toEqual(['first', 'first', 'first', 'second', 'second'])
})

it('finds the next term, over the year’s end, or none', () => {
  expect(nextTerm({ year: '2025-26', term: 'summer' }, warwickshire)?.start.toString()).toBe('2026-09-02')
  expect(nextTerm({ year: '2026-27', term: 'summer' }, warwickshire)).toBeUndefined()
})

it('reads and writes academic years', () => {
  expect(academicYearOf(day('2026-08-31'))).toBe('2025-26')
  expect(academicYearOf(day('2026-09-01'))).toBe('2026-27')
  expect(academicYearStarting(1999)).toBe('1999-00')
  expect(startOfAcademicYear('2026-27')).toBe(2026)
  for (const wrong of ['2026-28', '2026', '26-27', '2026/27', '', '2026-27 '])
    expect(startOfAcademicYear(wrong)).toBeNull()
})
