import { daysInWords, dueAfter } from './clocks/clock.ts'
import { earlier, isAfter, isWeekend, later, type PlainDate } from './dates.ts'
import { type MeetingDateContext, whyNotOn } from './meeting-date.ts'

export interface WindowDay {
  readonly date: PlainDate
  /** Why the meeting cannot be then; null: it can. */
  readonly why: string | null
  /** What to know of a day that can be chosen. */
  readonly note: string | null
}

export interface MeetingWindow {
  readonly until: PlainDate
  /** False: no due date, or it has passed; the next weeks are offered all the same. */
  readonly endsOnDueDate: boolean
  readonly days: readonly WindowDay[]
}

/** Without a due date ahead so many weeks are offered, and never more than `mostWeeks`. */
const weeksWithoutDue = 4
const mostWeeks = 16

/**
 * The days from today to the due date, Mondays to Fridays, each open or with the reason why not (G 2.2). A plan of a term to
 * come begins with that term: `termBegins`.
 */
export function meetingWindow(context: MeetingDateContext, termBegins: PlainDate | null = null): MeetingWindow {
  const { today, due } = context
  const from = termBegins ? later(today, termBegins) : today
  const endsOnDueDate = due !== null && !isAfter(from, due)
  const until = endsOnDueDate ? earlier(due, from.add({ weeks: mostWeeks })) : from.add({ weeks: weeksWithoutDue })
  const notice = context.policy.shortNoticeWorkingDays
  const enough = dueAfter(today, notice, 'working', context).due
  const days: WindowDay[] = []
  for (let date = from; !isAfter(date, until); date = date.add({ days: 1 })) {
    if (isWeekend(date)) continue
    const why = whyNotOn(date, context)?.why ?? null
    const short = why === null && enough !== null && isAfter(enough, date)
    const note = short
      ? `Under ${daysInWords(notice, 'working')} of notice: views and the social worker’s part are due that same day.`
      : null
    days.push({ date, why, note })
  }
  return { until, endsOnDueDate, days }
}
