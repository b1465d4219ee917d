import { editionOf } from '../forms/editions.ts'
import { formatDate } from '../forms/value.ts'
import type { PlanData } from './plan-data.ts'
import type { DocumentEntry } from './plan-document.ts'

const percent = (attended: number, possible: number): number | null =>
  possible > 0 ? Math.round((attended / possible) * 1000) / 10 : null

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const weekLabel = (iso: string): string => short.format(new Date(`${iso}T00:00:00Z`))

/** Persistent from a tenth of sessions missed, severe from half (DfE). */
function band(attended: number, possible: number): string {
  const missed = possible > 0 ? 1 - attended / possible : 0
  return missed >= 0.5 ? 'Severe absence' : missed >= 0.1 ? 'Persistent absence' : ''
}

/** The weeks as bars with the same in words, the sums as a table, suspensions one by one. */
export function attendanceEntries({ form, records: { attendance, suspensions } }: PlanData): DocumentEntry[] {
  const entries: DocumentEntry[] = []
  if (attendance) {
    const { weeks, from, to, possible, attended } = attendance
    const points = weeks.map(one => ({ label: weekLabel(one.week), value: percent(one.attended, one.possible) }))
    const title = `Attendance by week, ${formatDate(from)} to ${formatDate(to)}`
    if (points.length > 0) entries.push({ kind: 'chart', title, altText: altText(points), unit: '%', max: 100, points })
    const share = percent(attended, possible)
    entries.push({
      kind: 'table',
      caption: `Attendance, ${formatDate(from)} to ${formatDate(to)}`,
      columns: ['Possible', 'Attended', 'Share', 'Authorised', 'Unauthorised', 'Late', 'Band'],
      rows: [
        [
          `${possible}`,
          `${attended}`,
          share === null ? '' : `${share} %`,
          `${attendance.authorised}`,
          `${attendance.unauthorised}`,
          `${attendance.late}`,
          band(attended, possible)
        ]
      ]
    })
  }
  const reasons = editionOf(form.version)?.scales['suspension-reasons']?.entries ?? []
  if (suspensions.length > 0)
    entries.push({
      kind: 'table',
      caption: 'Suspensions',
      columns: ['From', 'Sessions', 'Reason', 'What led up to it', 'Support'],
      rows: suspensions.map(one => [
        formatDate(one.starts),
        `${one.sessions}`,
        reasons.find(({ value }) => value === one.reason)?.label ?? one.reason,
        one.ledUp,
        one.support
      ])
    })
  return entries
}

function altText(points: ReadonlyArray<{ readonly label: string; readonly value: number | null }>): string {
  const known = points.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))
  const [first] = known
  if (!first) return `Attendance in ${points.length} weeks; nothing was recorded.`
  const lowest = known.reduce((low, one) => (one.value < low.value ? one : low), first)
  const highest = known.reduce((high, one) => (one.value > high.value ? one : high), first)
  const missing = points.length - known.length
  const range =
    lowest.value === highest.value
      ? `${lowest.value} per cent in each`
      : `between ${lowest.value} and ${highest.value} per cent, lowest in the week of ${lowest.label}`
  return `Attendance in ${points.length} weeks: ${range}${missing > 0 ? `; nothing recorded in ${missing}` : ''}.`
}
