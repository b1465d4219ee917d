import { type Calendar, findTerm, halfOf, type NamedTerm, type TermDates, termAfter, termInWords } from './calendar.ts'
import { inWords, isAfter, isBefore, isWithin, type PlainDate } from './dates.ts'
import { countDays, isUnknown, lastSchoolDayOfFirstHalf, lastSchoolDayOfTerm, type Unknown } from './days.ts'
import { type MeetingDateContext, whyNotOn } from './meeting-date.ts'

/**
 * The three terms whose meetings are settled in one go: from this plan's own, or from the next where its date is settled.
 * A term without a school day left is not among them.
 */
export function termsToPlan(
  term: NamedTerm,
  settled: boolean,
  context: Pick<MeetingDateContext, 'calendar' | 'bankHolidays' | 'today'>
): readonly NamedTerm[] {
  let first = settled ? termAfter(term) : term
  while (isOver(first, context)) first = termAfter(first)
  const second = termAfter(first)
  return [first, second, termAfter(second)]
}

function isOver(term: NamedTerm, context: Pick<MeetingDateContext, 'calendar' | 'bankHolidays' | 'today'>): boolean {
  const dates = findTerm(term, context.calendar)
  const last = dates && lastSchoolDayOfTerm(dates, context)
  return last !== undefined && !isUnknown(last) && !isBefore(context.today, last)
}

export interface TermWindow {
  readonly from: PlainDate
  readonly until: PlainDate
  /** Only the second half is left, in which the review is late or needs a reason (G 5). */
  readonly firstHalfOver: boolean
}

/** From when to when a term's meeting is best held, never in the past; null where the calendar does not tell. */
export function windowOf(term: NamedTerm, context: MeetingDateContext): TermWindow | null {
  const dates = findTerm(term, context.calendar)
  if (!dates) return null
  const from = firstDayAhead(dates, context)
  const [half, whole] = [lastSchoolDayOfFirstHalf(dates, context), lastSchoolDayOfTerm(dates, context)]
  if (isUnknown(from) || isUnknown(half) || isUnknown(whole)) return null
  const firstHalfOver = isAfter(from, half)
  return { from, until: firstHalfOver ? whole : half, firstHalfOver }
}

/** The term's first day, or the next school day where it has begun. */
function firstDayAhead({ start }: TermDates, context: MeetingDateContext): PlainDate | Unknown {
  if (isAfter(start, context.today)) return start
  const next = countDays({ ...context, start: context.today, days: 1, kind: 'school' })
  return isUnknown(next) ? next : next.due
}

export interface YearDateVerdict {
  readonly refused: string | null
  /** Taken all the same, and said. */
  readonly warning: string | null
}

/** One date of the year: a school day of its own term; after the first half it is taken with a warning (G 5). */
export function judgeYearDate(date: PlainDate, term: NamedTerm, context: MeetingDateContext): YearDateVerdict {
  const chosen = inWords(date)
  const why = whyNotOn(date, context)
  if (why) return { refused: why.words, warning: null }
  const dates = findTerm(term, context.calendar)
  if (!dates) return unknownTerm(chosen, date, term, context.calendar)
  if (!isWithin(date, dates.start, dates.end))
    return {
      refused: `${chosen} is outside the ${termInWords(term)}, from ${inWords(dates.start)} to ${inWords(dates.end)}.`,
      warning: null
    }
  const last = lastSchoolDayOfFirstHalf(dates, context)
  const late = halfOf(date, dates) === 'second'
  return {
    refused: null,
    warning: late
      ? `${chosen} is in the second half of the ${termInWords(term)}${isUnknown(last) ? '' : `, after ${inWords(last)}`}: the review is late then, or needs a reason.`
      : null
  }
}

/** A term without dates takes any day that no known term claims. */
function unknownTerm(chosen: string, date: PlainDate, term: NamedTerm, calendar: Calendar): YearDateVerdict {
  const other = calendar.find(known => isWithin(date, known.start, known.end))
  return other
    ? { refused: `${chosen} is in the ${termInWords(other)}, not in the ${termInWords(term)}.`, warning: null }
    : {
        refused: null,
        warning: `${chosen} is taken as it is, because the ${termInWords(term)} has no calendar yet. Check it when it has.`
      }
}
