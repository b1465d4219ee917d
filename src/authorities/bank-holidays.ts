import Holidays from 'date-holidays'
import type { BankHolidays } from '../guidance/days.ts'

/** Proclaimed days that the library lacks (null: a day that was moved). It has those of 2020, 2022 and 2023; the tests hold it to them. */
const corrections: ReadonlyArray<{ date: string; name: string | null }> = [
  { date: '2002-05-27', name: null },
  { date: '2002-06-03', name: 'Golden Jubilee bank holiday' },
  { date: '2002-06-04', name: 'Spring bank holiday' },
  { date: '2011-04-29', name: 'Royal wedding bank holiday' },
  { date: '2012-05-28', name: null },
  { date: '2012-06-04', name: 'Spring bank holiday' },
  { date: '2012-06-05', name: 'Diamond Jubilee bank holiday' }
]

const byYear = new Map<number, ReadonlyArray<readonly [string, string]>>()
const england = new Holidays('GB', 'ENG', { languages: 'en', timezone: 'Europe/London', types: ['public'] })

function holidaysOf(year: number): ReadonlyArray<readonly [string, string]> {
  const known = byYear.get(year)
  if (known) return known
  const days = new Map(england.getHolidays(year).map(day => [day.date.slice(0, 10), day.name]))
  for (const { date, name } of corrections) {
    if (!date.startsWith(`${year}-`)) continue
    if (name === null) days.delete(date)
    else days.set(date, name)
  }
  const sorted = [...days].sort(([a], [b]) => a.localeCompare(b))
  byYear.set(year, sorted)
  return sorted
}

/** The days of today's law: since May Day was added. What a century brings nobody knows. */
const inForce = (year: number): boolean => year >= 1978 && year < 2100

const cache = new Map<string, BankHolidays>()

/** The bank holidays of England and Wales, substitute days and one-offs included, of the years that are known. The same years give the same map. */
export function bankHolidays(years: Iterable<number>): BankHolidays {
  const wanted = [...new Set(years)].filter(inForce).sort((a, b) => a - b)
  const key = wanted.join()
  let map = cache.get(key)
  if (!map) {
    map = new Map(wanted.flatMap(holidaysOf))
    cache.set(key, map)
  }
  return map
}
