/** One posted field as text; several values give the first. */
export function text(body: Readonly<Record<string, string | string[]>>, name: string): string {
  const value = body[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** What somebody wrote, as typed but for the ends, line ends and what a database cannot hold. */
export const written = (body: Readonly<Record<string, string | string[]>>, name: string): string =>
  text(body, name).replaceAll('\0', '').replace(/\r\n?/g, '\n').toWellFormed().trim()

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
