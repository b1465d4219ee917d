import { type Clock, type ClockContext, lastDayNotLate } from './clocks/clock.ts'
import { isAfter, isBefore, type PlainDate } from './dates.ts'
import { countDays, isUnknown } from './days.ts'
import type { Role } from './words.ts'

/** Whom a reminder goes to: a role around the child, or the contact that the administrator recorded for a setting. */
export type Addressee = Role | 'setting-contact'

/** A step of the ladder: so many working days before, or the first, second and third circle that hear of what is late. */
export type Rung = `before ${number}` | 'late' | 'manager' | 'head'

/** One person's part of a digest, and why it is there today. */
export interface Reminder {
  readonly to: Addressee
  readonly why: 'due-soon' | 'late'
  /** Told because somebody else is late. */
  readonly escalation: boolean
  readonly rung: Rung
}

const none: ReadonlySet<string> = new Set()

/**
 * Who is told of a clock today (1-process.md, "Reminders"): whoever must act some working days before and when it is late; then
 * the adviser and the social worker; then the team manager and, for a setting, its contact; then the Virtual School head.
 * `given`: the rungs that this due date had before. One that was missed is given late, once; before the due date only the
 * nearest one. Nobody on a day that is not a working day, and nothing of what is met, stopped or not known.
 */
export function remindersOf(clock: Clock, context: ClockContext, given: ReadonlySet<string> = none): Reminder[] {
  const { due } = clock
  if (clock.metOn || clock.stopped || !due || !isWorkingDay(context.today, context)) return []
  const late = lastDayNotLate(clock) ?? due
  if (!isAfter(context.today, due)) return beforeDue(clock, due, context, given)
  return isAfter(context.today, late) ? afterDue(clock, late, context).filter(one => !given.has(one.rung)) : []
}

const holders = (clock: Clock): Role[] => [clock.holder, ...(clock.with ? [clock.with] : [])]

function beforeDue(clock: Clock, due: PlainDate, context: ClockContext, given: ReadonlySet<string>): Reminder[] {
  const nearest = context.policy.reminders.before
    .toSorted((a, b) => a - b)
    .find(days => isWithinWorkingDays(due, days, context))
  if (nearest === undefined) return []
  const rung: Rung = `before ${nearest}`
  return given.has(rung) ? [] : holders(clock).map(to => ({ to, why: 'due-soon', escalation: false, rung }))
}

function afterDue(clock: Clock, late: PlainDate, context: ClockContext): Reminder[] {
  const { adviserAndSocialWorkerAfter, managerAndSettingAfter, headAfter } = context.policy.reminders
  const acting = holders(clock)
  const reached = (days: number) => {
    const on = workingDaysFrom(late, days, context)
    return on !== null && !isAfter(on, context.today)
  }
  const told = (to: readonly Addressee[], rung: Rung, escalation = true): Reminder[] =>
    to.map(one => ({ to: one, why: 'late', escalation, rung }))
  const others = (to: readonly Role[], rung: Rung) =>
    told(
      to.filter(role => !acting.includes(role)),
      rung
    )
  return [
    ...(reached(adviserAndSocialWorkerAfter)
      ? [...told(acting, 'late', false), ...others(['adviser', 'social-worker'], 'late')]
      : []),
    ...(reached(managerAndSettingAfter)
      ? [
          ...others(['team-manager'], 'manager'),
          ...(acting.includes('designated-teacher') ? told(['setting-contact'], 'manager') : [])
        ]
      : []),
    ...(reached(headAfter) ? others(['virtual-school-head'], 'head') : [])
  ]
}

/** Whether people are at work on a day; false also where the bank holidays are not known. */
export function isWorkingDay(date: PlainDate, context: Pick<ClockContext, 'bankHolidays' | 'calendar'>): boolean {
  return workingDaysFrom(date.subtract({ days: 1 }), 1, context)?.equals(date) ?? false
}

/** At most so many working days to come: the day after the last of them is later than the due date. */
function isWithinWorkingDays(due: PlainDate, days: number, context: ClockContext): boolean {
  const next = workingDaysFrom(context.today, days + 1, context)
  return next !== null && isBefore(due, next)
}

/** Null where the bank holidays are not known, and then nobody is told. */
function workingDaysFrom(start: PlainDate, days: number, context: Pick<ClockContext, 'bankHolidays' | 'calendar'>) {
  const counted = countDays({ start, days, kind: 'working', ...context })
  return isUnknown(counted) ? null : counted.due
}
