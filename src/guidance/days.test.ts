import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countDays, type DayKind, daysBetween, isSchoolDay, isUnknown, lastSchoolDayOfFirstHalf } from './days.ts'
import { books, day, dueOf, holidays, warwickshire } from './testing/books.ts'

const due = (start: string, days: number, kind: DayKind = 'working') =>
  dueOf(countDays({ ...books, start: day(start), days, kind }))

describe('working days', () => {
  it.each([
    // Friday 18 Dec 2026. 21–24 Dec = 1–4; 25 Christmas, 26–27 weekend, 28 Boxing substitute; 29–31 = 5–7; 1 Jan; 4–6 Jan = 8–10.
    ['into care on Friday 18 December 2026', '2026-12-18', 10, '2027-01-06'],
    // … 7–8 Jan = 11–12; 11–15 = 13–17; 18–20 = 18–20.
    ['and held within twenty', '2026-12-18', 20, '2027-01-20'],
    // Thursday before Good Friday 2026: Fri 3, weekend, Mon 6 skipped; Tue 7 = 1 … Fri 10 = 4; Mon 13 = 5.
    ['over Easter', '2026-04-02', 5, '2026-04-13'],
    // Mon 3 Aug: school holidays do not stop it. 4–7 = 4; 10–14 = 9; 17 = 10; 18–21 = 14; 24–28 = 19; 31 is a bank holiday; 1 Sep = 20.
    ['in August', '2026-08-03', 20, '2026-09-01'],
    // Christmas Day 2027 is a Saturday and Boxing Day a Sunday: 27 and 28 are the substitutes.
    ['past two Christmas substitute days', '2027-12-24', 1, '2027-12-29'],
    ['from a Saturday', '2026-10-03', 1, '2026-10-05'],
    ['from a bank holiday', '2026-08-31', 1, '2026-09-01'],
    ['day 0 is the start itself, even on a Sunday', '2026-10-04', 0, '2026-10-04'],
    ['five back from a Monday', '2026-11-16', -5, '2026-11-09'],
    // Back from Tue 7 Apr: Mon 6 and Fri 3 are bank holidays; Thu 2 = 1 … Mon 30 Mar = 4; Fri 27 = 5.
    ['five back over Easter', '2026-04-07', -5, '2026-03-27']
  ])('%s', (_, start, days, expected) => expect(due(start, days)).toBe(expected))

  it('names every day it steps over, by weekday or holiday', () => {
    const counted = countDays({ ...books, start: day('2026-12-23'), days: 3, kind: 'working' })
    if (isUnknown(counted)) throw new Error(counted.unknown)
    expect(counted.skipped.map(({ date, why }) => `${date} ${why}`)).toEqual([
      '2026-12-25 Christmas Day',
      '2026-12-26 Saturday',
      '2026-12-27 Sunday',
      '2026-12-28 Boxing Day (substitute day)'
    ])
  })
})

describe('other kinds of day', () => {
  it.each([
    ['calendar days count all', '2026-12-24', 10, 'calendar', '2027-01-03'],
    ['29 February is a day', '2028-02-28', 1, 'calendar', '2028-02-29'],
    // Fri 23 Oct, then half-term 26–30: Mon 2 Nov = 1.
    ['school days step over half-term', '2026-10-23', 1, 'school', '2026-11-02'],
    // Fri 17 Jul is the last of summer 2026; Wed 2 Sep = 1, Thu 3 = 2.
    ['school days step over the summer', '2026-07-17', 2, 'school', '2026-09-03'],
    // Back from Wed 2 Sep: 17, 16, 15, 14, 13 Jul = 5; 10, 9, 8, 7, 6 = 10.
    ['ten back from the autumn term', '2026-09-02', -10, 'school', '2026-07-06'],
    // Fri 1 May, Mon 4 is a bank holiday in term: Tue 5 = 1.
    ['a bank holiday in term', '2026-05-01', 1, 'school', '2026-05-05']
  ] as const)('%s', (_, start, days, kind, expected) => expect(due(start, days, kind)).toBe(expected))

  it('names school holidays', () => {
    const named = (start: string, days: number) => {
      const counted = countDays({ ...books, start: day(start), days, kind: 'school' })
      if (isUnknown(counted)) throw new Error(counted.unknown)
      return new Set(counted.skipped.map(skipped => skipped.why))
    }
    expect(named('2026-10-23', 1)).toEqual(new Set(['Saturday', 'Sunday', 'autumn half-term holiday']))
    expect(named('2026-12-18', 1)).toContain('Christmas holiday')
    expect(named('2027-03-25', 1)).toContain('Easter holiday')
    expect(named('2026-07-17', 1)).toEqual(new Set(['Saturday', 'Sunday', 'summer holiday', 'Summer bank holiday']))
  })

  it('steps over a closed day inside a term', () => {
    const calendar = warwickshire.map(term => ({ ...term, closed: [day('2026-11-02')] }))
    expect(dueOf(countDays({ ...books, calendar, start: day('2026-10-23'), days: 1, kind: 'school' }))).toBe(
      '2026-11-03'
    )
  })
})

describe('what is not known is said', () => {
  it('a year without bank holidays', () => {
    expect(due('2027-12-30', 2)).toBe(
      'The bank holidays of 2028 are not known, so working days cannot be counted there.'
    )
    expect(due('2027-12-30', 1)).toBe('2027-12-31')
  })
  it('a term that is not in the calendar', () => {
    expect(due('2027-07-20', 1, 'school')).toMatch(/^No term dates are recorded for 2027-09-01/)
    expect(due('2025-09-01', -1, 'school')).toMatch(/^No term dates are recorded for 2025-08-29/)
    expect(due('2026-11-02', 1, 'school')).toBe('2026-11-03')
  })
  it.each([Number.NaN, 1.5, Number.POSITIVE_INFINITY, 1e9])('%s days', days =>
    expect(due('2026-11-02', days)).toMatch(/whole number/)
  )
  it('whether a day is a school day', () => {
    expect(isSchoolDay(day('2026-10-23'), books)).toBe(true)
    expect(isSchoolDay(day('2026-10-24'), books)).toBe(false)
    expect(isSchoolDay(day('2026-10-26'), books)).toBe(false)
    expect(isSchoolDay(day('2025-08-29'), books)).toHaveProperty('unknown')
  })
})

describe('the first half’s last school day', () => {
  it.each([
    ['2025-26 autumn', 0, '2025-10-24'],
    ['2026-27 autumn', 3, '2026-10-23'],
    ['2026-27 spring', 4, '2027-02-12'],
    ['2026-27 summer', 5, '2027-05-28']
  ])('%s', (_, at, expected) => {
    const term = warwickshire[at]
    expect(term && `${lastSchoolDayOfFirstHalf(term, books)}`).toBe(expected)
  })
})

describe('against a naive counter', () => {
  const starts = fc.integer({ min: 0, max: 500 }).map(n => day('2026-01-01').add({ days: n }))
  /** Counts by JavaScript's own dates, one day at a time. */
  const naive = (start: string, days: number) => {
    const date = new Date(`${start}T00:00:00Z`)
    for (let left = Math.abs(days); left > 0; ) {
      date.setUTCDate(date.getUTCDate() + Math.sign(days))
      const off = date.getUTCDay() % 6 === 0 || holidays.has(date.toISOString().slice(0, 10))
      if (!off) left -= 1
    }
    return date.toISOString().slice(0, 10)
  }
  it('gives the same day, forwards and backwards', () =>
    fc.assert(
      fc.property(starts, fc.integer({ min: -60, max: 60 }), (start, days) => {
        expect(due(`${start}`, days)).toBe(naive(`${start}`, days))
      })
    ))
  it('counts back what it counted forward', () =>
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 60 }), (start, days) => {
        const forward = day(due(`${start}`, days))
        expect(daysBetween(start, forward, 'working', books)).toBe(days)
        expect(daysBetween(forward, start, 'working', books)).toBe(-days)
      })
    ))
})
