import { inWords, isWeekend, type PlainDate, weekdayOf } from './dates.ts'
import type { BankHolidays } from './days.ts'
import type { BankHolidayChanges } from './policy.ts'

/*
 * An authority's own word on bank holidays: a proclaimed one that is not known here yet, one that is worked. The days of
 * England and Wales stand wherever nothing was said.
 */

const none = ({ added, removed }: BankHolidayChanges) => added.length === 0 && removed.length === 0

/** The days that count for an authority. A year of which nothing is known stays unknown. */
export function withBankHolidayChanges(known: BankHolidays, changes: BankHolidayChanges): BankHolidays {
  if (none(changes)) return known
  const years = new Set([...known.keys()].map(date => date.slice(0, 4)))
  const days = new Map([...known].filter(([date]) => !changes.removed.includes(date)))
  for (const { date, name } of changes.added) if (years.has(date.slice(0, 4))) days.set(date, name)
  return new Map([...days].sort(([a], [b]) => a.localeCompare(b)))
}

export type BankHolidayChange =
  | { readonly do: 'add'; readonly date: PlainDate; readonly name: string }
  /** No bank holiday here: a known day is left out, an added one goes again. */
  | { readonly do: 'remove'; readonly date: PlainDate }
  /** As in the rest of England and Wales. */
  | { readonly do: 'restore'; readonly date: PlainDate }

/** With one change more; or why not. `known`: those of England and Wales. */
export function changedBankHolidays(
  changes: BankHolidayChanges,
  change: BankHolidayChange,
  known: BankHolidays
): BankHolidayChanges | { readonly problem: string } {
  const day = change.date.toString()
  const others = {
    added: changes.added.filter(({ date }) => date !== day),
    removed: changes.removed.filter(date => date !== day)
  }
  if (change.do === 'restore') return others
  if (change.do === 'remove') return known.has(day) ? { ...others, removed: [...others.removed, day].sort() } : others
  const name = change.name.trim()
  if (name === '') return { problem: 'Enter what the day is called' }
  if (name.length > 60) return { problem: 'Shorten the name to 60 characters' }
  if (isWeekend(change.date))
    return { problem: `${inWords(change.date)} is a ${weekdayOf(change.date)}: not counted anyway` }
  if (known.has(day)) return { problem: `${inWords(change.date)} is a bank holiday already: ${known.get(day)}` }
  if (![...known.keys()].some(date => date.startsWith(`${change.date.year}-`)))
    return { problem: `Bank holidays of ${change.date.year} are not counted yet. Enter it nearer the time` }
  return { ...others, added: [...others.added, { date: day, name }].sort((a, b) => a.date.localeCompare(b.date)) }
}
