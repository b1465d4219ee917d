import { type Calendar, findTerm, halfOf, type NamedTerm, termAfter, termInWords } from './calendar.ts'
import { inWords, isWithin, type PlainDate } from './dates.ts'
import { isUnknown, lastSchoolDayOfFirstHalf } from './days.ts'
import { type MeetingDateContext, whyNotOn } from './meeting-date.ts'

/** The three terms whose meetings are settled in one go: from this plan's own, or from the next where its date is settled. */
export function termsToPlan(term: NamedTerm, settled: boolean): readonly NamedTerm[] {
  const first = settled ? termAfter(term) : term
  const second = termAfter(first)
  return [first, second, termAfter(second)]
}

/** From when to when a term's meeting is best held; null where the term has no calendar yet. */
export function windowOf(
  term: NamedTerm,
  context: MeetingDateContext
): { readonly from: PlainDate; readonly until: PlainDate } | null {
  const dates = findTerm(term, context.calendar)
  const last = dates && lastSchoolDayOfFirstHalf(dates, context)
  return dates && last && !isUnknown(last) ? { from: dates.start, until: last } : null
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
