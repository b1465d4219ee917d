import { isAfter, isBefore, type PlainDate } from './dates.ts'

/** Main on a setting's roll. Half-open: `ends` is the first day off it. */
export interface Roll {
  readonly settingId: string
  readonly starts: PlainDate
  readonly ends: PlainDate | null
}

const runs = ({ starts, ends }: Roll, on: PlainDate): boolean =>
  !isBefore(on, starts) && (ends === null || isBefore(on, ends))

/**
 * The rolls by which a plan that is made for a day is told today. A plan belongs to the setting that is main on its meeting's
 * date; but access follows facts, so a setting whose own time has not begun owns nothing yet: until its first day the present
 * setting keeps the plan, and where there is none the social worker leads (1-process.md, 4-access.md).
 */
export function rollsAsKnown<R extends Roll>(rolls: readonly R[], on: PlainDate, today: PlainDate): readonly R[] {
  const then = rolls.findLast(one => runs(one, on))
  if (!then || !isAfter(then.starts, today)) return rolls
  return rolls.filter(one => !isAfter(one.starts, today)).map(one => (runs(one, today) ? { ...one, ends: null } : one))
}
