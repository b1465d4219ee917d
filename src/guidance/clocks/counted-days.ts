import { isBefore, type PlainDate } from '../dates.ts'
import type { Clock } from './clock.ts'

/** Counted days that follow each other, and how many are counted once they have passed. */
export interface CountedRun {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly total: number
}

/** The days that a clock counted, in the order in which it did; none where its rule names a date. */
export function countedDays({ start, dayZero, days, due, skipped }: Clock): CountedRun[] {
  const zero = dayZero?.on ?? start
  if (days === null || !due || due.equals(zero)) return []
  const step = isBefore(due, zero) ? -1 : 1
  const over = new Set(skipped.map(({ date }) => date.toString()))
  const runs: CountedRun[] = []
  let total = 0
  let goesOn = false
  for (let date = zero; !date.equals(due); ) {
    date = date.add({ days: step })
    const counts = !over.has(date.toString())
    if (counts) {
      total += 1
      const run = goesOn ? runs.pop() : undefined
      runs.push({ from: run?.from ?? date, to: date, total })
    }
    goesOn = counts
  }
  return runs
}
