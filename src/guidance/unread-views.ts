import type { ClockContext } from './clocks/clock.ts'
import { isAfter, type PlainDate } from './dates.ts'
import { countDays, isUnknown } from './days.ts'

/**
 * Whether the team manager is told today of views that came by link and that nobody has read (2-form.md: what comes by link is
 * read the same day; unread the next working day it goes to the team manager). Where the bank holidays are not known, on the
 * next day: a child's words are not to wait for a calendar.
 */
export function managerHearsOfUnread(recordedOn: PlainDate, context: ClockContext): boolean {
  const next = countDays({ start: recordedOn, days: 1, kind: 'working', ...context })
  return isUnknown(next) ? isAfter(context.today, recordedOn) : !isAfter(next.due, context.today)
}
