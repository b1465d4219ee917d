import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countDays, isUnknown } from '../guidance/days.ts'
import { warwickshire } from '../guidance/testing/books.ts'
import { bankHolidays } from './bank-holidays.ts'

/** A second counter that shares nothing with the first: JavaScript's dates, the law's bank holidays, Easter by Meeus. */

const iso = (date: Date) => date.toISOString().slice(0, 10)
const utc = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day))
const plus = (date: Date, days: number) => new Date(date.getTime() + days * 86_400_000)

function easterSunday(year: number): Date {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const within = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(within / 4) - epact - (within % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const sum = epact + weekday - 7 * late + 114
  return utc(year, Math.floor(sum / 31), (sum % 31) + 1)
}

function closedFor(year: number): string[] {
  const monday = (from: Date) => plus(from, (8 - from.getUTCDay()) % 7)
  const off = [
    plus(easterSunday(year), -2),
    plus(easterSunday(year), 1),
    monday(utc(year, 5, 1)),
    monday(utc(year, 5, 25)),
    monday(utc(year, 8, 25))
  ].map(iso)
  for (const fixed of [utc(year, 1, 1), utc(year, 12, 25), utc(year, 12, 26)]) {
    let kept = fixed
    while (kept.getUTCDay() % 6 === 0 || off.includes(iso(kept))) kept = plus(kept, 1)
    off.push(iso(kept))
  }
  return off
}

const years = Array.from({ length: 12 }, (_, at) => 2025 + at)
const off = new Set(years.flatMap(closedFor))

function naive(start: string, days: number): string {
  let date = new Date(`${start}T00:00:00Z`)
  for (let left = Math.abs(days); left > 0; ) {
    date = plus(date, Math.sign(days))
    if (date.getUTCDay() % 6 !== 0 && !off.has(iso(date))) left -= 1
  }
  return iso(date)
}

const books = { bankHolidays: bankHolidays(years), calendar: warwickshire }

it('agrees with a naive counter over ten years, both ways', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3651 }),
      fc.integer({ min: -60, max: 60 }),
      fc.constantFrom('working' as const, 'calendar' as const),
      (at, days, kind) => {
        const start = Temporal.PlainDate.from('2026-01-01').add({ days: at })
        const counted = countDays({ ...books, start, days, kind })
        const expected = kind === 'working' ? naive(`${start}`, days) : iso(plus(new Date(`${start}T00:00:00Z`), days))
        expect(isUnknown(counted) ? counted.unknown : `${counted.due}`).toBe(expected)
      }
    ),
    { numRuns: 2000 }
  ))
