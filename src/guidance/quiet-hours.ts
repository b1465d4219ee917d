import type { ClockContext } from './clocks/clock.ts'
import { isWeekend, type PlainDate } from './dates.ts'

/**
 * Until when a message that can wait is held (policy: quiet hours): from the evening's hour to the morning's, and over days on
 * which nobody works, where the policy says so. Null: it goes now. `at` is London's clock.
 */
export function heldUntil(
  at: Temporal.PlainDateTime,
  { policy, bankHolidays }: ClockContext
): Temporal.PlainDateTime | null {
  const { from, until, onDaysOff } = policy.quiet
  const isOff = (date: PlainDate) => onDaysOff && (isWeekend(date) || bankHolidays.has(date.toString()))
  const today = at.toPlainDate()
  if (!isOff(today) && at.hour >= until && at.hour < from) return null
  let day = at.hour < until ? today : today.add({ days: 1 })
  while (isOff(day)) day = day.add({ days: 1 })
  return day.toPlainDateTime({ hour: until })
}
