import { earlier, isAfter, isBefore, later, type PlainDate } from '../guidance/dates.ts'
import type { ChildPageRow } from './child.queries.ts'

/** A stretch of one lane, in hundredths of its width; what lies ahead of today is told apart. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly ahead: boolean
}
export interface Lane {
  readonly name: string
  readonly stretches: readonly Stretch[]
  /** Single days, in hundredths. */
  readonly marks: ReadonlyArray<{ readonly at: number; readonly ahead: boolean }>
}
export interface Line {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly today: number
  readonly lanes: readonly Lane[]
}

const day = (iso: string): PlainDate => Temporal.PlainDate.from(iso)
const most = 3

/**
 * A child's life in care as a drawing: care, home, social worker, setting and plans, each a lane. From the beginning of care, three years
 * back at most, to half a year ahead. Null where there is nothing to draw.
 */
export function lineOf(row: ChildPageRow, today: PlainDate): Line | null {
  const [first] = row.care.map(({ starts }) => starts).sort()
  if (first === undefined) return null
  const from = later(day(first), today.subtract({ years: most }))
  const to = today.add({ months: 6 })
  if (isAfter(from, today)) return null
  const whole = from.until(to).days
  const place = (date: PlainDate) =>
    Math.round((10_000 * Math.max(0, Math.min(whole, from.until(date).days))) / whole) / 100
  const lane = (
    name: string,
    spans: ReadonlyArray<{ starts: string; ends: string | null }>,
    days: string[] = []
  ): Lane => ({
    name,
    stretches: spans.flatMap(span => stretchesOf(day(span.starts), span.ends === null ? to : day(span.ends))),
    marks: days
      .map(day)
      .filter(date => !isBefore(date, from) && !isAfter(date, to))
      .map(date => ({ at: place(date), ahead: isAfter(date, today) }))
  })
  /** Cut at today and at both edges. */
  const stretchesOf = (starts: PlainDate, ends: PlainDate): Stretch[] =>
    [[starts, earlier(ends, today), false] as const, [later(starts, today), ends, true] as const].flatMap(
      ([a, b, ahead]) => {
        const [left, right] = [place(a), place(b)]
        return isBefore(a, b) && right > left ? [{ from: left, to: right, ahead }] : []
      }
    )
  const meetings = row.peps.flatMap(pep => pep.held_on ?? pep.meeting_on ?? [])
  return {
    from,
    to,
    today: place(today),
    lanes: [
      lane('Care', row.care),
      lane('Home', row.placements),
      lane('Social worker', row.workers),
      lane(
        'Setting',
        row.enrolments.filter(one => one.main)
      ),
      lane('Plan meetings', [], meetings)
    ]
  }
}
