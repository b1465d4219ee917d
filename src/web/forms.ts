import type { Refusal } from '../guidance/words.ts'

/** One posted field as text; several values give the first. */
export function text(body: Readonly<Record<string, string | string[]>>, name: string): string {
  const value = body[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** What somebody wrote, as typed but for the ends, line ends and what a database cannot hold. */
export const written = (body: Readonly<Record<string, string | string[]>>, name: string): string =>
  text(body, name).replaceAll('\0', '').replace(/\r\n?/g, '\n').toWellFormed().trim()

/** A form that is sent back whole, with what is wrong by its fields: nothing of it is written, and the refusal is on record. */
export const formRefused = (problems: ReadonlyArray<{ readonly field: string; readonly what: string }>): Refusal => ({
  refused: problems.map(({ what }) => what).join(' '),
  problems: problems.map(({ field, what }) => ({ where: field, what }))
})

/** A posted field with none, one or several values. */
export function several(body: Readonly<Record<string, string | string[]>>, name: string): string[] {
  const value = body[name]
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** A date of three fields `name-day`, `name-month`, `name-year`, or one ISO field. Null: left empty; words: what is wrong with it. */
export function dateField(
  body: Readonly<Record<string, string | string[]>>,
  name: string
): { date: Temporal.PlainDate } | { empty: true } | { problem: string } {
  const parts = ['year', 'month', 'day'].map(part => text(body, `${name}-${part}`).trim())
  const typed = parts.every(part => part === '') ? text(body, name).trim() : parts.join('-')
  if (typed === '') return { empty: true }
  const [year, month, day] = typed.split('-').map(Number)
  if (!year || !month || !day) return { problem: 'Enter a day, a month and a year, for example 23 10 2026' }
  try {
    return { date: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }) }
  } catch {
    return { problem: 'This is not a day of the calendar. Enter a day, a month and a year, for example 23 10 2026' }
  }
}

/** The props of a field that shows what was typed or stored, with its problem: `<Input {...field('cost')} label="…" />`. */
export const filledField =
  (
    values: Readonly<Record<string, string | string[]>>,
    problems: ReadonlyArray<{ readonly field: string; readonly what: string }>
  ) =>
  (name: string) => ({
    name,
    value: text(values, name),
    error: problems.find(problem => problem.field === name)?.what
  })

/** The same for a date of three boxes. */
export const filledDate =
  (
    values: Readonly<Record<string, string | string[]>>,
    problems: ReadonlyArray<{ readonly field: string; readonly what: string }>
  ) =>
  (name: string) => ({
    name,
    values: {
      day: text(values, `${name}-day`),
      month: text(values, `${name}-month`),
      year: text(values, `${name}-year`)
    },
    error: problems.find(problem => problem.field === `${name}-day`)?.what
  })

/** A stored date as its three boxes hold it. */
export const dateBoxes = (name: string, date: Temporal.PlainDate | null): Record<string, string> =>
  date ? { [`${name}-day`]: `${date.day}`, [`${name}-month`]: `${date.month}`, [`${name}-year`]: `${date.year}` } : {}

/** A whole number from nothing up. Null: left empty; words: what is wrong. */
export function countField(
  body: Readonly<Record<string, string | string[]>>,
  name: string,
  most = 10_000
): { count: number } | { empty: true } | { problem: string } {
  const typed = text(body, name).trim()
  if (typed === '') return { empty: true }
  if (!/^\d{1,6}$/.test(typed)) return { problem: 'Enter a whole number, for example 42' }
  const count = Number(typed)
  return count <= most ? { count } : { problem: `Enter a number up to ${most}` }
}
