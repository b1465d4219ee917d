import { isAfter, isBefore, isWeekend, isWithin, type PlainDate, weekdayOf } from './dates.ts'
import type { AcademicYear, TermName } from './words.ts'

export const termEdges = ['start', 'halfTermStart', 'halfTermEnd', 'end'] as const
export type TermEdge = (typeof termEdges)[number]

/** One term as pupils attend it. Half-term is its holiday's first and last day, both included. */
export interface TermDates {
  readonly year: AcademicYear
  readonly term: TermName
  readonly start: PlainDate
  readonly halfTermStart: PlainDate
  readonly halfTermEnd: PlainDate
  readonly end: PlainDate
  /** Days inside the term on which pupils do not attend (training days). */
  readonly closed?: readonly PlainDate[]
  /** Edges that nobody has confirmed yet. */
  readonly assumed?: readonly TermEdge[]
}

/** An authority's terms, in order of date. */
export type Calendar = readonly TermDates[]
export interface NamedTerm {
  readonly year: AcademicYear
  readonly term: TermName
}
export type Half = 'first' | 'second'

const holidayAfter = { autumn: 'Christmas holiday', spring: 'Easter holiday', summer: 'summer holiday' } as const

/** `2026-27` for a year that starts in September 2026. */
export const academicYearStarting = (year: number): AcademicYear =>
  `${year}-${String((year + 1) % 100).padStart(2, '0')}`

/** The academic year in law: 1 September to 31 August. */
export const academicYearOf = (date: PlainDate): AcademicYear =>
  academicYearStarting(date.month >= 9 ? date.year : date.year - 1)

/** The calendar year in which an academic year begins; null when it is not written like `2026-27`. */
export function startOfAcademicYear(year: AcademicYear): number | null {
  const start = Number(/^(\d{4})-\d{2}$/.exec(year)?.[1])
  return Number.isInteger(start) && academicYearStarting(start) === year ? start : null
}

export const termInWords = ({ year, term }: NamedTerm): string => `${term} term ${year}`

export function termAfter({ year, term }: NamedTerm): NamedTerm {
  if (term === 'autumn') return { year, term: 'spring' }
  if (term === 'spring') return { year, term: 'summer' }
  return { year: academicYearStarting((startOfAcademicYear(year) ?? 0) + 1), term: 'autumn' }
}

export const findTerm = (named: NamedTerm, calendar: Calendar): TermDates | undefined =>
  calendar.find(known => known.year === named.year && known.term === named.term)

/** Undefined when the calendar does not have it yet. */
export const nextTerm = (term: NamedTerm, calendar: Calendar): TermDates | undefined =>
  findTerm(termAfter(term), calendar)

/**
 * The term a date belongs to; a holiday belongs to the term before it. Undefined when the calendar cannot tell:
 * a holiday has an end only where the following term is known, but for the summer's, which August ends in law.
 */
export function termOf(date: PlainDate, calendar: Calendar): TermDates | undefined {
  const begun = calendar.findLast(term => !isBefore(date, term.start))
  if (!begun || !isAfter(date, begun.end) || nextTerm(begun, calendar)) return begun
  return begun.term === 'summer' && academicYearOf(date) === begun.year ? begun : undefined
}

/** The half-term holiday belongs to the first half, the holiday after the term to the second. */
export const halfOf = (date: PlainDate, term: TermDates): Half => (isAfter(date, term.halfTermEnd) ? 'second' : 'first')

/** Why a day inside a term is none on which pupils come, by the term's dates alone; null where it is one. */
export function closedInTerm(date: PlainDate, term: TermDates): string | null {
  if (isWeekend(date)) return weekdayOf(date)
  if (isWithin(date, term.halfTermStart, term.halfTermEnd)) return `${term.term} half-term holiday`
  return term.closed?.some(day => day.equals(date)) ? 'school closed to pupils' : null
}

export type Holiday = 'half-term' | 'between terms'

export type SchoolDay =
  | { readonly open: true }
  | { readonly closed: string; readonly holiday: Holiday | null }
  | { readonly unknown: string }

/** Whether schools are open by the term dates alone; weekends and bank holidays are counted elsewhere. */
export function schoolDayOn(date: PlainDate, calendar: Calendar): SchoolDay {
  const term = termOf(date, calendar)
  if (!term) return { unknown: `No term dates are recorded for ${date}, so school days cannot be counted there.` }
  if (isAfter(date, term.end)) return { closed: holidayAfter[term.term], holiday: 'between terms' }
  if (isWithin(date, term.halfTermStart, term.halfTermEnd))
    return { closed: `${term.term} half-term holiday`, holiday: 'half-term' }
  return term.closed?.some(day => day.equals(date))
    ? { closed: 'school closed to pupils', holiday: null }
    : { open: true }
}
