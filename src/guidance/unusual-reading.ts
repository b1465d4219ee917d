import type { ClockContext } from './clocks/clock.ts'
import { heldUntil } from './quiet-hours.ts'

/** What one person read in one hour of a day, by London's clock. */
export interface ReadingHour {
  readonly person: string
  readonly name: string
  readonly hour: Temporal.PlainDateTime
  /** Children whose record was opened, or who stood in a file that was saved. */
  readonly children: number
  readonly refused: number
}

export interface UnusualReading {
  readonly person: string
  readonly name: string
  readonly day: Temporal.PlainDate
  readonly why: 'out of hours' | 'refused often'
  readonly count: number
}

/** From how many in one day a person's reading is worth a question. A caseload is about 20 children. */
export const unusualFrom = { outOfHours: 20, refused: 10 } as const

/**
 * Reading that somebody should ask about: very many children outside the hours in which people work (policy: quiet hours), or
 * very many refusals, in one day. It accuses nobody: a long evening before a deadline looks the same. The newest day first.
 */
export function unusualReading(hours: readonly ReadingHour[], context: ClockContext): readonly UnusualReading[] {
  const days = Map.groupBy(hours, ({ person, hour }) => `${hour.toPlainDate()} ${person}`)
  const found = [...days.values()].flatMap(([first, ...rest]) => {
    if (!first) return []
    const all = [first, ...rest]
    const of = { person: first.person, name: first.name, day: first.hour.toPlainDate() }
    const late = sum(all.filter(({ hour }) => heldUntil(hour, context) !== null).map(({ children }) => children))
    const refused = sum(all.map(one => one.refused))
    return [
      ...(late >= unusualFrom.outOfHours ? [{ ...of, why: 'out of hours' as const, count: late }] : []),
      ...(refused >= unusualFrom.refused ? [{ ...of, why: 'refused often' as const, count: refused }] : [])
    ]
  })
  return found.sort((a, b) => Temporal.PlainDate.compare(b.day, a.day) || a.name.localeCompare(b.name))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
