import type { TermFacts } from './facts.ts'

/** Days counted one by one from lists written by hand: nothing here asks the service's own rules. Days are ISO. */

/** England and Wales, as the government publishes them. */
const holidays = new Set([
  ...['2025-12-25', '2025-12-26', '2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31'],
  ...['2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30'],
  ...['2027-12-27', '2027-12-28']
])

const dayMs = 24 * 60 * 60 * 1000
export const plus = (iso: string, days: number): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

export const isWorking = (iso: string): boolean => {
  const weekday = new Date(`${iso}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.has(iso)
}

const isSchool = (iso: string, terms: readonly TermFacts[]): boolean =>
  isWorking(iso) &&
  terms.some(
    term => iso >= term.starts && iso <= term.ends && !(iso >= term.halfTermStarts && iso <= term.halfTermEnds)
  )

function step(from: string, days: number, counts: (iso: string) => boolean): string {
  let at = from
  for (let left = Math.abs(days); left > 0; ) {
    at = plus(at, Math.sign(days))
    if (counts(at)) left--
  }
  return at
}

/** A year asks for the same few counts some hundred thousand times. */
const known = new Map<string, string>()
function once(name: string, count: () => string): string {
  const found = known.get(name) ?? count()
  known.set(name, found)
  return found
}
export const workingDays = (from: string, days: number): string =>
  once(`${from} ${days}`, () => step(from, days, isWorking))
export const schoolDays = (from: string, days: number, terms: readonly TermFacts[]): string =>
  once(`${terms[0]?.authority} ${from} ${days}`, () => step(from, days, iso => isSchool(iso, terms)))

/** Working days after `from` up to and with `to`, as far as `most`. */
export function workingDaysBetween(from: string, to: string, most: number): number {
  let count = 0
  for (let at = plus(from, 1); at <= to && count < most; at = plus(at, 1)) if (isWorking(at)) count++
  return count
}

/** The term that has begun last: a holiday belongs to the term before it. */
export const termAt = (iso: string, terms: readonly TermFacts[]): TermFacts | undefined =>
  terms.filter(({ starts }) => starts <= iso).at(-1)
export const termAfter = (iso: string, terms: readonly TermFacts[]): TermFacts | undefined =>
  terms.find(({ starts }) => starts > iso)

export function eighteenth(born: string): string {
  const [year, rest] = [Number(born.slice(0, 4)) + 18, born.slice(4)]
  return rest === '-02-29' && year % 4 !== 0 ? `${year}-03-01` : `${year}${rest}`
}
