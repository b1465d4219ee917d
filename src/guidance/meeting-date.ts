import { birthday, outOfAgeOn } from './ages.ts'
import { schoolDayOn } from './calendar.ts'
import type { ClockContext } from './clocks/clock.ts'
import { type ClosedDays, whyClosed } from './closed-days.ts'
import { inWords, isAfter, isBefore, isWeekend, type PlainDate, weekdayOf } from './dates.ts'
import { isBlank } from './next-meeting.ts'

export interface MeetingDateContext extends ClockContext {
  readonly born: PlainDate
  readonly careBegan: PlainDate | null
  /** The day by which this plan's meeting is to be held; null where no clock says so. */
  readonly due: PlainDate | null
  /** The day on which the term of a termly plan begins; null for a kind that no term binds. */
  readonly opens: PlainDate | null
  /** Schools' holidays do not stop a meeting about a child who has no school. */
  readonly socialWorkerLeads: boolean
  /** Days on which the setting holds no meetings: exams, training. */
  readonly closedDays: readonly ClosedDays[]
}

export interface MeetingDateVerdict {
  /** Words that refuse the date; empty: it may be taken. */
  readonly date: readonly string[]
  /** Words that ask for the reason of a day outside the time for this meeting; empty: it is inside, or has its reason. */
  readonly reason: readonly string[]
  /** Words that refuse the time. */
  readonly time: readonly string[]
  /** Taken all the same, and said to whoever chose it. */
  readonly warnings: readonly string[]
}

/**
 * Whether a pep's meeting can take place then (G 2.2, 2.3). The time is `HH:MM`, or whatever was typed; `reason` is why it
 * is outside the time for this meeting.
 */
export function meetingDateProblems(
  date: PlainDate,
  time: string,
  context: MeetingDateContext,
  reason: string | null
): MeetingDateVerdict {
  const refusal = whyNotOn(date, context)
  const outside = refusal || !isBlank(reason) ? null : outsideItsTime(date, context)
  return {
    date: refusal ? [refusal.words] : [],
    reason: outside ? [`${outside} Choose another day, or give the reason.`] : [],
    time: timeProblem(time),
    warnings: refusal ? [] : warnings(date, context)
  }
}

/** Why a meeting cannot be on a day: in a word or two beside others, and in words for whoever chose it. */
export interface NotThen {
  readonly why: string
  readonly words: string
}

/** Null: it can be then. */
export const whyNotOn = (date: PlainDate, context: MeetingDateContext): NotThen | null =>
  impossible(date, context) ??
  outsideCareOrAge(date, context) ??
  inHoliday(date, context) ??
  markedBySchool(date, context)

function impossible(date: PlainDate, { today, bankHolidays }: MeetingDateContext): NotThen | null {
  const chosen = inWords(date)
  if (isBefore(date, today)) return { why: 'passed', words: `${chosen} has passed. Choose today or a day to come.` }
  if (isWeekend(date))
    return { why: weekdayOf(date), words: `${chosen} is a ${weekdayOf(date)}. Choose a day from Monday to Friday.` }
  const holiday = bankHolidays.get(date.toString())
  if (holiday)
    return {
      why: `bank holiday (${holiday})`,
      words: `${chosen} is a bank holiday (${holiday}). Choose another day.`
    }
  return isAfter(date, today.add({ years: 1 }))
    ? { why: 'more than a year away', words: `${chosen} is more than a year away. Check the year.` }
    : null
}

function outsideCareOrAge(date: PlainDate, { born, careBegan, policy }: MeetingDateContext): NotThen | null {
  const chosen = inWords(date)
  if (careBegan && isBefore(date, careBegan))
    return {
      why: 'before the child came into care',
      words: `${chosen} is before the child came into care on ${inWords(careBegan)}. Choose a later day.`
    }
  const from = birthday(born, policy.ages.from)
  if (isBefore(date, from))
    return {
      why: `before the child is ${policy.ages.from}`,
      words: `On ${chosen} the child is not yet ${policy.ages.from}. A plan is due from ${inWords(from)}.`
    }
  const until = outOfAgeOn(born, policy)
  if (isBefore(date, until)) return null
  return {
    why: 'no plan is due any more',
    words: `On ${chosen} no plan is due any more: the last day is ${inWords(until.subtract({ days: 1 }))}. Choose a day up to then.`
  }
}

function inHoliday(date: PlainDate, { calendar, socialWorkerLeads }: MeetingDateContext): NotThen | null {
  const school = schoolDayOn(date, calendar)
  if (socialWorkerLeads || !('closed' in school)) return null
  return {
    why: school.closed,
    words: `${inWords(date)}: ${school.closed}. Choose a day when the school is open.`
  }
}

function markedBySchool(date: PlainDate, { closedDays, socialWorkerLeads }: MeetingDateContext): NotThen | null {
  const why = socialWorkerLeads ? null : whyClosed(date, closedDays)
  if (why === null) return null
  return {
    why,
    words: `${inWords(date)}: the school holds no meetings then, ${why}. Choose another day, or ask the school.`
  }
}

/** Before its term or after the day by which it is due, whatever kind of plan it is; null: in time, or no clock says (G 2.3, 5). */
function outsideItsTime(date: PlainDate, { due, opens }: MeetingDateContext): string | null {
  if (due && isAfter(date, due))
    return `${inWords(date)} is after ${inWords(due)}, the day by which this meeting is due.`
  return opens && isBefore(date, opens)
    ? `${inWords(date)} is before ${inWords(opens)}, when the term of this plan begins.`
    : null
}

function warnings(date: PlainDate, { calendar, socialWorkerLeads }: MeetingDateContext): string[] {
  const school = schoolDayOn(date, calendar)
  return [
    ...('closed' in school && socialWorkerLeads ? [`${inWords(date)} is in the ${school.closed}.`] : []),
    ...('unknown' in school ? [`${school.unknown} Ask the school whether it is open on ${inWords(date)}.`] : [])
  ]
}

function timeProblem(time: string): string[] {
  if (time.trim() === '') return ['Enter the time the meeting starts, for example 14:30.']
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:.](\d{2})$/.exec(time.trim()) ?? []
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59)
    return ['Enter a time of the 24-hour clock, for example 14:30.']
  return Number(hours) < 7 || Number(hours) > 20
    ? ['Choose a time between 07:00 and 20:59. Write afternoon times like 14:30.']
    : []
}

/** A time as it is kept: `9.30` becomes `09:30`. Only for a time that has no problem. */
export const tidyTime = (time: string): string => time.trim().replace('.', ':').padStart(5, '0')
