import { findTerm, startOfAcademicYear, termInWords } from '../calendar.ts'
import type { PlainDate } from '../dates.ts'
import { type Counted, countDays, isUnknown, type Skipped, type Unknown } from '../days.ts'
import { type AcademicYear, type Refusal, type TermName, terms } from '../words.ts'
import { type ClockContext, dueAfter } from './clock.ts'
import { termReviewDue } from './termly.ts'

export interface InitialClock {
  readonly arrangeBy: PlainDate
  readonly holdBy: PlainDate
  /** Days stepped over up to the later of the two. */
  readonly skipped: readonly Skipped[]
}

/** Both initial clocks from their day 0 (G 2.3). */
export function initialClock(start: PlainDate, context: ClockContext): InitialClock | Unknown {
  const count = (figure: 'arrange-initial' | 'hold-initial') =>
    countDays({ ...context, start, ...pick(context.policy.clocks[figure]) })
  const arrange = count('arrange-initial')
  const hold = count('hold-initial')
  if (isUnknown(arrange)) return arrange
  if (isUnknown(hold)) return hold
  const longer = arrange.skipped.length > hold.skipped.length ? arrange : hold
  return { arrangeBy: arrange.due, holdBy: hold.due, skipped: longer.skipped }
}

const pick = ({ days, kind }: { days: number; kind: 'working' | 'calendar' | 'school' }) => ({ days, kind })

export interface TermDeadline {
  readonly term: TermName
  /** The day the round opens by itself; null where the calendar before the term is missing. */
  readonly opens: PlainDate | null
  readonly due: PlainDate | null
  /** Other dates published for some year groups. */
  readonly exceptions: ReadonlyArray<{ readonly yearGroups: readonly number[]; readonly due: PlainDate }>
  /** Why a date is missing. */
  readonly unknown?: string
}

/** The authority's deadlines for a year (G 2.1). Refused when no term of it is in the calendar. */
export function termDeadlines(year: AcademicYear, context: ClockContext): TermDeadline[] | Refusal {
  if (startOfAcademicYear(year) === null)
    return { refused: `“${year}” is not an academic year. Write it like 2026-27.` }
  if (!terms.some(term => findTerm({ year, term }, context.calendar)))
    return {
      refused: `There is no calendar for ${year} yet. Ask the Virtual School’s administrator to add its term dates.`
    }
  return terms.map(term => deadline({ year, term }, context))
}

function deadline(named: { year: AcademicYear; term: TermName }, context: ClockContext): TermDeadline {
  const dates = findTerm(named, context.calendar)
  const review = termReviewDue(named, null, context)
  const opens = dates
    ? dueAfter(dates.start, -context.policy.roundOpensSchoolDaysBefore, 'school', context)
    : { due: null, unknown: `The calendar has no ${termInWords(named)}.` }
  const unknown = review.unknown ?? opens.unknown
  return {
    term: named.term,
    opens: opens.due,
    due: review.due,
    exceptions: context.policy.publishedDeadlines.flatMap(row =>
      row.year === named.year && row.term === named.term && row.yearGroups
        ? [{ yearGroups: row.yearGroups, due: Temporal.PlainDate.from(row.due) }]
        : []
    ),
    ...(unknown ? { unknown } : {})
  }
}

/** So many school days after a day, with the days stepped over. */
export const schoolDays = (start: PlainDate, days: number, context: ClockContext): Counted | Unknown =>
  countDays({ ...context, start, days, kind: 'school' })
