import { halfOf, type NamedTerm, nextTerm, schoolDayOn, termAfter, termInWords } from './calendar.ts'
import type { ClockContext } from './clocks/clock.ts'
import { inWords, isAfter, isBefore, isWeekend, isWithin, type PlainDate, weekdayOf } from './dates.ts'
import { isUnknown, lastSchoolDayOfFirstHalf } from './days.ts'
import type { Refusal } from './words.ts'

export type Problem = NonNullable<Refusal['problems']>[number]

/** What the form says about next term. No pep due: leaving care, or eighteen by then (G 5). */
export type NextMeeting =
  | { readonly pepDue: true; readonly date: PlainDate | null; readonly lateReason: string | null }
  | { readonly pepDue: false; readonly continues: string | null; readonly staysInTouch: string | null }

export interface NextMeetingVerdict {
  readonly problems: readonly Problem[]
  /** Taken, but the Virtual School is told: what could not be judged. */
  readonly flags: readonly Problem[]
}

export const isBlank = (text: string | null): boolean => text === null || text.trim() === ''
const problem = (what: string): Problem => ({ where: 'T', who: 'designated-teacher', what })
const refuse = (what: string): NextMeetingVerdict => ({ problems: [problem(what)], flags: [] })

/** G 5: the date of next term's meeting is settled before a plan is complete. */
export function judgeNextMeeting(next: NextMeeting, term: NamedTerm, context: ClockContext): NextMeetingVerdict {
  if (!next.pepDue)
    return {
      problems: [
        ...(isBlank(next.continues) ? [problem('Say what continues after this plan ends.')] : []),
        ...(isBlank(next.staysInTouch) ? [problem('Say who stays in touch with the child.')] : [])
      ],
      flags: []
    }
  const { date } = next
  if (!date) return refuse('Enter the date of next term’s meeting. A plan cannot be submitted without it.')
  const impossible = impossibleDay(date, context)
  if (impossible) return refuse(impossible)
  return judgeTerm(date, next.lateReason, term, context)
}

function impossibleDay(date: PlainDate, { today, bankHolidays }: ClockContext): string | null {
  const chosen = `Next term’s meeting is on ${inWords(date)}`
  if (isBefore(date, today)) return `${chosen}, which has passed. Choose a day to come.`
  if (isWeekend(date)) return `${chosen}. Choose a day that is not a ${weekdayOf(date)}.`
  const holiday = bankHolidays.get(date.toString())
  return holiday ? `${chosen}, a bank holiday (${holiday}). Choose another day.` : null
}

function judgeTerm(
  date: PlainDate,
  lateReason: string | null,
  term: NamedTerm,
  context: ClockContext
): NextMeetingVerdict {
  const chosen = inWords(date)
  const current = context.calendar.find(known => known.year === term.year && known.term === term.term)
  if (current && !isAfter(date, current.end))
    return refuse(`${chosen} is not in next term. Choose a day after ${inWords(current.end)}.`)
  const coming = nextTerm(term, context.calendar)
  const name = termInWords(termAfter(term))
  if (!coming)
    return {
      problems: [],
      flags: [problem(`${chosen} is taken as it is, because the ${name} has no calendar yet. Check it when it has.`)]
    }
  if (!isWithin(date, coming.start, coming.end))
    return refuse(`${chosen} is outside the ${name}, from ${inWords(coming.start)} to ${inWords(coming.end)}.`)
  const school = schoolDayOn(date, context.calendar)
  if ('closed' in school && school.holiday) return refuse(`${chosen} is in the ${school.closed}. Choose a day in term.`)
  if (halfOf(date, coming) === 'first' || !isBlank(lateReason)) return { problems: [], flags: [] }
  const last = lastSchoolDayOfFirstHalf(coming, context)
  return refuse(
    `${chosen} is in the second half of the ${name}. Choose a day${isUnknown(last) ? ' in the first half' : ` by ${inWords(last)}`}, or give the reason.`
  )
}
