import type { Shown } from './page.ts'

/** The words by a field, if any. */
export const errorOf = ({ problems }: Pick<Shown, 'problems'>, field: string): string | undefined =>
  problems.find(problem => problem.field === field)?.what

/** What was typed in a field when the form came back, else what is stored. */
export function typedOr({ typed }: Pick<Shown, 'typed'>, name: string, stored: string | null): string {
  const value = typed?.[name]
  return (Array.isArray(value) ? value[0] : value) ?? (typed ? '' : (stored ?? ''))
}

/** The same for the three boxes of a date. */
export function boxesOf(shown: Pick<Shown, 'typed'>, name: string, stored: Temporal.PlainDate | null) {
  return {
    day: typedOr(shown, `${name}-day`, stored && String(stored.day)),
    month: typedOr(shown, `${name}-month`, stored && String(stored.month)),
    year: typedOr(shown, `${name}-year`, stored && String(stored.year))
  }
}
