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

/**
 * A new fact from a day: the one before it ends then, and what was only planned from then on is taken back. A fact that has
 * already begun on or after that day contradicts it.
 */
export function succeed<T extends Span>(
  history: readonly T[],
  on: PlainDate,
  today: PlainDate
): Succession | { readonly contradicts: T } {
  const known = history.filter(held)
  const later = known.filter(one => !isBefore(one.starts, on))
  const begun = later.find(one => !isAfter(one.starts, today))
  if (begun) return { contradicts: begun }
  const ends = new Map<string, PlainDate>(later.map(one => [one.id, one.starts]))
  const before = known.filter(one => isBefore(one.starts, on))
  for (const one of before) {
    const madeWayForAPlan = later.some(planned => one.ends?.equals(planned.starts))
    if (one.ends === null || isAfter(one.ends, on) || madeWayForAPlan) ends.set(one.id, on)
  }
  return { ends }
}
