import { type Clock, type ClockContext, lastDayNotLate } from './clocks/clock.ts'
import { isAfter, isBefore, type PlainDate } from './dates.ts'
import { daysBetween } from './days.ts'
import type { Role } from './words.ts'

/** Whom a reminder goes to: a role around the child, or the contact that the administrator recorded for a setting. */
export type Addressee = Role | 'setting-contact'

/** One person's part of a digest, and why it is there today. */
export interface Reminder {
  readonly to: Addressee
  readonly why: 'due-soon' | 'late'
  /** Working days to the due date, or since. */
  readonly workingDays: number
  /** Told because somebody else is late. */
  readonly escalation: boolean
}

/**
 * Who is told of a clock today (1-process.md, "Reminders"): whoever must act some working days before and when it is late; then
 * the adviser and the social worker; then the team manager and, for a setting, its contact; then the Virtual School head.
 * Nobody on a day that is not a working day, and nothing of what is met, stopped or not known.
 */
export function remindersOf(clock: Clock, context: ClockContext): Reminder[] {
  const { due } = clock
  if (clock.metOn || clock.stopped || !due || !isWorkingDay(context.today, context)) return []
  const late = lastDayNotLate(clock) ?? due
  if (!isAfter(context.today, due)) return beforeDue(clock, due, context)
  return isAfter(context.today, late) ? afterDue(clock, late, context) : []
}

const holders = (clock: Clock): Role[] => [clock.holder, ...(clock.with ? [clock.with] : [])]

function beforeDue(clock: Clock, due: PlainDate, context: ClockContext): Reminder[] {
  const left = workingDays(context.today, due, context)
  return left !== null && context.policy.reminders.before.includes(left)
    ? holders(clock).map(to => ({ to, why: 'due-soon', workingDays: left, escalation: false }))
    : []
}

function afterDue(clock: Clock, due: PlainDate, context: ClockContext): Reminder[] {
  const since = workingDays(due, context.today, context)
  if (since === null) return []
  const { adviserAndSocialWorkerAfter, managerAndSettingAfter, headAfter } = context.policy.reminders
  const acting = holders(clock)
  const told = (to: readonly Addressee[], escalation: boolean): Reminder[] =>
    to.map(one => ({ to: one, why: 'late', workingDays: since, escalation }))
  const others = (to: readonly Role[]) =>
    told(
      to.filter(role => !acting.includes(role)),
      true
    )
  return [
    ...(since === adviserAndSocialWorkerAfter ? [...told(acting, false), ...others(['adviser', 'social-worker'])] : []),
    ...(since === managerAndSettingAfter
      ? [...others(['team-manager']), ...(acting.includes('designated-teacher') ? told(['setting-contact'], true) : [])]
      : []),
    ...(since === headAfter ? others(['virtual-school-head']) : [])
  ]
}

const isWorkingDay = (date: PlainDate, context: ClockContext): boolean =>
  workingDays(date.subtract({ days: 1 }), date, context) === 1

/** Working days after `from` up to and with `to`; null where the bank holidays are not known, and then nobody is told. */
function workingDays(from: PlainDate, to: PlainDate, context: ClockContext): number | null {
  if (isBefore(to, from)) return null
  const counted = daysBetween(from, to, 'working', context)
  return typeof counted === 'number' ? counted : null
}
