import { nextTerm, termOf } from '../guidance/calendar.ts'
import { type ClockContext, dueAfter } from '../guidance/clocks/clock.ts'
import { isAfter, isBefore, type PlainDate } from '../guidance/dates.ts'

/** The term that comes next, and the day on which its round opens. */
export function nextRound(context: ClockContext) {
  const { today, calendar, policy } = context
  const now = termOf(today, calendar)
  const term = now ? nextTerm(now, calendar) : calendar.find(one => isAfter(one.start, today))
  if (!term) return null
  return { term, opensOn: dueAfter(term.start, -policy.roundOpensSchoolDaysBefore, 'school', context).due }
}

/** The days to ask for: today, and the first day of next term once its round is open. */
export function daysToAsk(context: ClockContext, early: boolean): PlainDate[] {
  const { today } = context
  const next = nextRound(context)
  if (!next) return [today]
  const isOpen = next.opensOn !== null && !isBefore(today, next.opensOn)
  return early || isOpen ? [today, next.term.start] : [today]
}
