import { isAfter, isBefore, type PlainDate } from './dates.ts'

/** A dated fact of which a child has one at a time: main setting, home, social worker. Half-open: `ends` is the first day without it. */
export interface Span {
  readonly id: string
  readonly starts: PlainDate
  readonly ends: PlainDate | null
}

export interface Succession {
  /** The new end of each fact that has to give way. */
  readonly ends: ReadonlyMap<string, PlainDate>
}

/** A plan that was taken back ended on the day it was to start: it never held. */
const held = ({ starts, ends }: Span): boolean => ends === null || isAfter(ends, starts)

export const spans = (span: Span, day: PlainDate): boolean =>
  !isBefore(day, span.starts) && (span.ends === null || isBefore(day, span.ends))

/** What is only planned, and what gave way to it: taken back, the plan never begins and the one before goes on. */
export function takeBackPlans<T extends Span>(history: readonly T[], today: PlainDate) {
  const known = history.filter(held)
  const planned = known.filter(one => isAfter(one.starts, today))
  const begun = known.filter(one => !isAfter(one.starts, today))
  const madeWay = begun.filter(one => planned.some(plan => one.ends?.equals(plan.starts)))
  return { planned, begun, madeWay }
}

/**
 * A new fact from a day: the one before it ends then. What was only planned is taken back, since the newest word counts; a
 * fact that has already begun on or after that day contradicts it.
 */
export function succeed<T extends Span>(
  history: readonly T[],
  on: PlainDate,
  today: PlainDate
): Succession | { readonly contradicts: T } {
  const { planned, begun, madeWay } = takeBackPlans(history, today)
  const contradicts = begun.find(one => !isBefore(one.starts, on))
  if (contradicts) return { contradicts }
  const ends = new Map<string, PlainDate>(planned.map(one => [one.id, one.starts]))
  for (const one of begun) {
    if (one.ends === null || isAfter(one.ends, on) || madeWay.includes(one)) ends.set(one.id, on)
  }
  return { ends }
}
