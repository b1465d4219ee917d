import { isAfter, later, type PlainDate } from '../dates.ts'
import { countDays, type DayBooks, type DayKind, isUnknown, type Skipped } from '../days.ts'
import type { CountedClockName, Policy } from '../policy.ts'
import type { Role } from '../words.ts'

export const clockNames = [
  'arrange-initial',
  'hold-initial',
  'termly-review',
  'child-views',
  'carer-views',
  'parent-views',
  'social-worker-section',
  'submit',
  'check',
  'correction',
  'quality-review',
  'resubmit',
  'file-copy',
  'leaving-care',
  'school-place',
  'place-review',
  'new-setting',
  'concern'
] as const
export type ClockName = (typeof clockNames)[number]

/** One due date that can explain itself. */
export interface Clock {
  readonly name: ClockName
  /** The rule in words, with its clause. */
  readonly rule: string
  readonly start: PlainDate
  readonly kind: DayKind
  /** Days counted from the start (or back from the meeting); null where the rule names a date. */
  readonly days: number | null
  /** Null: cannot be known, and `unknown` says why. */
  readonly due: PlainDate | null
  /** Of a meeting due on a day on which it cannot be held: the last day before it on which it can. */
  readonly inPractice?: PlainDate
  /** The day that the days are counted from, where that is another than the start; back where the due date lies before it. */
  readonly dayZero?: { readonly on: PlainDate; readonly what: string }
  readonly unknown?: string
  readonly holder: Role
  /** Who acts together with the holder. */
  readonly with?: Role
  readonly metOn: PlainDate | null
  readonly stopped?: string
  readonly skipped: readonly Skipped[]
  /** The child's initial window closes on this day, after the due date; until then nobody counts this clock as late. */
  readonly notLateUntil?: PlainDate
}

/** The rule as people read it, without the number of its clause. */
export const ruleInWords = (rule: string): string => rule.replace(/ \(G [\d.]+\)$/, '')

/** Where the rule stands: "the council’s guidance, section 5"; null where it names no clause. */
export function clauseInWords(rule: string): string | null {
  const clause = / \(G ([\d.]+)\)$/.exec(rule)?.[1]
  return clause === undefined ? null : `the council’s guidance, section ${clause}`
}

export interface ClockContext extends DayBooks {
  readonly policy: Policy
  readonly today: PlainDate
}

export type Due = Pick<Clock, 'due' | 'skipped' | 'dayZero'> & { readonly unknown?: string }

const kindInWords = { working: 'working', calendar: 'calendar', school: 'school' } as const
export const daysInWords = (days: number, kind: DayKind): string =>
  `${days} ${kindInWords[kind]} ${days === 1 ? 'day' : 'days'}`

/** Counts from a day; the unknown stays a value. */
export function dueAfter(start: PlainDate, days: number, kind: DayKind, context: DayBooks): Due {
  const counted = countDays({ start, days, kind, bankHolidays: context.bankHolidays, calendar: context.calendar })
  return isUnknown(counted) ? { due: null, skipped: [], unknown: counted.unknown } : counted
}

type Said = Pick<Clock, 'name' | 'rule' | 'holder' | 'with' | 'metOn'>

/** A clock that counts forward from `start` by the authority's figure; none where it is off or has not begun. */
export function countedClock(
  said: Said,
  figure: CountedClockName,
  start: PlainDate | null,
  context: ClockContext
): Clock[] {
  const { on, days, kind } = context.policy.clocks[figure]
  if (!on || !start) return []
  return [{ ...said, start, days, kind, ...dueAfter(start, days, kind, context) }]
}

export const lastDayNotLate = (clock: Clock): PlainDate | null =>
  clock.due && clock.notLateUntil ? later(clock.due, clock.notLateUntil) : clock.due

/** Days since the last day on which nobody counted it late (ISO); 0 while it is not. */
export const daysLate = (lateAfter: string, today: PlainDate): number =>
  Math.max(0, Temporal.PlainDate.from(lateAfter).until(today, { largestUnit: 'days' }).days)

export type Lateness = 'met' | 'late' | 'due-soon' | 'later' | 'stopped' | 'unknown'

/**
 * Where a clock stands today. `due-soon`: this week, or within the policy's working days.
 * A child whose initial window is still open is not counted late.
 */
export function lateness(clock: Clock, context: ClockContext): Lateness {
  if (clock.metOn) return 'met'
  if (clock.stopped) return 'stopped'
  const due = lastDayNotLate(clock)
  if (!due) return 'unknown'
  if (isAfter(context.today, due)) return 'late'
  const sunday = context.today.add({ days: 7 - context.today.dayOfWeek })
  const soon = dueAfter(context.today, context.policy.dueSoonWorkingDays, 'working', context).due ?? sunday
  return isAfter(due, later(sunday, soon)) ? 'later' : 'due-soon'
}
