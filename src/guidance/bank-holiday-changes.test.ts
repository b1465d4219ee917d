import { describe, expect, it } from 'vitest'
import { changedBankHolidays, withBankHolidayChanges } from './bank-holiday-changes.ts'
import { countDays } from './days.ts'
import type { BankHolidayChanges } from './policy.ts'
import { day, holidays, warwickshire } from './testing/books.ts'

const none = { added: [], removed: [] }
const coronation = { date: '2026-11-09', name: 'A coronation' }
/** The first working day after this one. */
function nextAfter(start: string, changes: BankHolidayChanges): string {
  const books = { calendar: warwickshire, bankHolidays: withBankHolidayChanges(holidays, changes) }
  const counted = countDays({ ...books, start: day(start), days: 1, kind: 'working' })
  return 'due' in counted ? `${counted.due} ${counted.skipped.map(({ why }) => why).join()}`.trim() : counted.unknown
}

describe('a council’s own bank holidays', () => {
  // Friday 6 November: Monday the 9th is day 1, or is stepped over.
  it.each([
    ['2026-11-06', none, '2026-11-09 Saturday,Sunday'],
    ['2026-11-06', { added: [coronation], removed: [] }, '2026-11-10 Saturday,Sunday,A coronation'],
    ['2026-05-01', none, '2026-05-05 Saturday,Sunday,Early May bank holiday'],
    ['2026-05-01', { added: [], removed: ['2026-05-04'] }, '2026-05-04 Saturday,Sunday']
  ])('after %s with %j: %s', (start, changes, expected) => expect(nextAfter(start, changes)).toBe(expected))

  it('a year that nobody knows stays unknown', () =>
    expect(withBankHolidayChanges(holidays, { added: [{ date: '2031-06-02', name: 'A day' }], removed: [] })).toEqual(
      holidays
    ))
  it('nothing said is the very same map', () => expect(withBankHolidayChanges(holidays, none)).toBe(holidays))
})

describe('saying so', () => {
  const add = (date: string, name = 'A day') =>
    changedBankHolidays(none, { do: 'add', date: day(date), name }, holidays)
  it.each([
    ['2026-11-09', ' ', 'what the day is called'],
    ['2026-11-09', 'x'.repeat(61), '60 characters'],
    ['2026-11-07', 'A day', 'Saturday'],
    ['2026-12-25', 'A day', 'already'],
    ['2031-06-02', 'A day', '2031']
  ])('%s %j is refused', (date, name, why) =>
    expect(add(date, name)).toMatchObject({ problem: expect.stringContaining(why) })
  )
  it('adds, takes away and restores', () => {
    const added = changedBankHolidays(none, { do: 'add', date: day(coronation.date), name: ' A coronation ' }, holidays)
    expect(added).toEqual({ added: [coronation], removed: [] })
    if ('problem' in added) throw new Error(added.problem)
    const both = changedBankHolidays(added, { do: 'remove', date: day('2026-05-04') }, holidays)
    expect(both).toEqual({ added: [coronation], removed: ['2026-05-04'] })
    if ('problem' in both) throw new Error(both.problem)
    expect(changedBankHolidays(both, { do: 'remove', date: day(coronation.date) }, holidays)).toEqual({
      added: [],
      removed: ['2026-05-04']
    })
    expect(changedBankHolidays(both, { do: 'restore', date: day('2026-05-04') }, holidays)).toEqual(added)
  })
})
