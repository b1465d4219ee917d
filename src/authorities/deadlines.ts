import type { Tx } from '../db/transaction.ts'
import { academicYearOf } from '../guidance/calendar.ts'
import type { ClockContext } from '../guidance/clocks/clock.ts'
import { type TermDeadline, termDeadlines } from '../guidance/clocks/deadlines.ts'
import type { AcademicYear, AuthorityCode, Refusal } from '../guidance/words.ts'
import { type Authority, clockContext, findAuthority } from './authority.ts'

export interface AuthorityDeadlines {
  readonly authority: Authority
  readonly year: AcademicYear
  /** Years that the calendar has, and the one asked for. */
  readonly years: readonly AcademicYear[]
  readonly terms: readonly TermDeadline[] | Refusal
  readonly context: ClockContext
}

/** An authority's dates of a year; of this year where none was asked for. Null where there is no such authority. */
export async function deadlinesOf(
  tx: Tx,
  code: AuthorityCode,
  wanted: string | undefined,
  today: Temporal.PlainDate
): Promise<AuthorityDeadlines | null> {
  const authority = await findAuthority(tx, code)
  if (!authority) return null
  const known = new Set(authority.calendar.map(({ year }) => year))
  const year = wanted !== undefined && known.has(wanted) ? wanted : academicYearOf(today)
  const context = clockContext(authority, today)
  return { authority, year, years: [...known.add(year)].sort(), terms: termDeadlines(year, context), context }
}
