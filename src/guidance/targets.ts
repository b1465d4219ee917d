import { type Calendar, type NamedTerm, nextTerm } from './calendar.ts'
import { inWords, isAfter, isBefore, type PlainDate } from './dates.ts'

/** By when a target of this term's plan must be due: next term's meeting; none arranged: the last school day of next term. */
export interface LastDue {
  readonly date: PlainDate
  readonly because: 'next-meeting' | 'end-of-next-term'
}

/** Null where neither is known: then no date is too late. */
export function lastDue(nextMeeting: PlainDate | null, term: NamedTerm, calendar: Calendar): LastDue | null {
  if (nextMeeting) return { date: nextMeeting, because: 'next-meeting' }
  const coming = nextTerm(term, calendar)
  return coming ? { date: coming.end, because: 'end-of-next-term' } : null
}

export interface TargetDates {
  readonly starts: PlainDate | null
  readonly due: PlainDate
  /** The due date that is already on record: leaving it as it is is never "in the past". */
  readonly dueBefore: PlainDate | null
}

/** What is wrong with when a target is due, in words; null: nothing. */
export function dueProblem(dates: TargetDates, last: LastDue | null, today: PlainDate): string | null {
  const { starts, due, dueBefore } = dates
  if (isBefore(due, today) && !dueBefore?.equals(due)) return `${inWords(due)} has passed. Choose a day from today on.`
  if (starts && isBefore(due, starts))
    return `${inWords(due)} is before the start, ${inWords(starts)}. Choose a later day, or an earlier start.`
  if (!last || !isAfter(due, last.date)) return null
  const limit = inWords(last.date)
  return last.because === 'next-meeting'
    ? `${inWords(due)} is after the next meeting, ${limit}, where this target is reviewed. Choose that day or an earlier one.`
    : `${inWords(due)} is after the last school day of next term, ${limit}. Choose that day or an earlier one.`
}
