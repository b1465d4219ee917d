import { type Figures, figureProblems } from '../guidance/attendance.ts'
import { inWords, isAfter, isBefore } from '../guidance/dates.ts'
import { countField, dateBoxes, dateField, text, written } from '../web/forms.ts'
import type { Problem } from '../web/page.ts'
import type { Attendance, SuspensionDraft, Week } from './attendance.ts'

type Body = Readonly<Record<string, string | string[]>>

export const figureNames = {
  possible: 'Sessions possible',
  attended: 'Sessions attended',
  authorised: 'Missed, authorised',
  unauthorised: 'Missed, unauthorised',
  late: 'Times late'
} as const

/** Reads the figures of a term and, week by week, those that were filled in. */
export function readAttendance(
  body: Body,
  today: Temporal.PlainDate,
  mondays: readonly Temporal.PlainDate[]
): { attendance: Attendance | null; problems: Problem[] } {
  const problems: Problem[] = []
  const from = day(body, 'from', problems, 'Enter the first day that the figures cover')
  const to = day(body, 'to', problems, 'Enter the last day that the figures cover')
  if (from && to && isBefore(to, from)) problems.push({ field: 'to-day', what: 'The last day is before the first' })
  if (to && isAfter(to, today))
    problems.push({ field: 'to-day', what: 'The last day has not come yet. Enter today at the latest' })
  const figures: Record<keyof Figures, number> = { possible: 0, attended: 0, authorised: 0, unauthorised: 0, late: 0 }
  for (const name of Object.keys(figures) as (keyof Figures)[]) {
    const read = countField(body, name, 1000)
    if ('count' in read) figures[name] = read.count
    else if ('problem' in read) problems.push({ field: name, what: `${figureNames[name]}: ${read.problem}` })
    else if (name === 'possible' || name === 'attended')
      problems.push({ field: name, what: `Enter ${figureNames[name].toLowerCase()}` })
  }
  if (problems.length === 0) problems.push(...figureProblems(figures))
  const byWeek = mondays.flatMap(week => readWeek(body, week, problems))
  return { attendance: from && to && problems.length === 0 ? { from, to, ...figures, byWeek } : null, problems }
}

function readWeek(body: Body, week: Temporal.PlainDate, problems: Problem[]): Week[] {
  const [possible, attended] = [countField(body, `possible-${week}`, 14), countField(body, `attended-${week}`, 14)]
  for (const [name, read] of [
    ['possible', possible],
    ['attended', attended]
  ] as const)
    if ('problem' in read) problems.push({ field: `${name}-${week}`, what: read.problem })
  if ('count' in possible && 'count' in attended) {
    if (attended.count <= possible.count) return [{ week, possible: possible.count, attended: attended.count }]
    problems.push({
      field: `attended-${week}`,
      what: `${attended.count} attended is more than ${possible.count} possible`
    })
  } else if ('count' in possible !== 'count' in attended && !('problem' in possible) && !('problem' in attended))
    problems.push({ field: `attended-${week}`, what: 'Enter both figures of a week, or neither' })
  return []
}

function day(body: Body, name: string, problems: Problem[], missing: string): Temporal.PlainDate | null {
  const read = dateField(body, name)
  if ('date' in read) return read.date
  problems.push({ field: `${name}-day`, what: 'problem' in read ? read.problem : missing })
  return null
}

export function fieldsOf(attendance: Attendance): Record<string, string> {
  const fields = { ...dateBoxes('from', attendance.from), ...dateBoxes('to', attendance.to) }
  for (const name of Object.keys(figureNames) as (keyof Figures)[]) fields[name] = `${attendance[name]}`
  for (const { week, possible, attended } of attendance.byWeek) {
    fields[`possible-${week}`] = `${possible}`
    fields[`attended-${week}`] = `${attended}`
  }
  return fields
}

/** Reads one suspension; its reason is one of the codes offered. */
export function readSuspension(
  body: Body,
  today: Temporal.PlainDate,
  reasons: readonly string[]
): { draft: SuspensionDraft | null; problems: Problem[] } {
  const problems: Problem[] = []
  const starts = day(body, 'starts', problems, 'Enter its first day')
  if (starts && isAfter(starts, today)) problems.push({ field: 'starts-day', what: 'This day has not come yet' })
  const sessions = countField(body, 'sessions', 90)
  if (!('count' in sessions) || sessions.count < 1)
    problems.push({ field: 'sessions', what: 'Enter how many half-day sessions, from 1 to 90' })
  const reason = text(body, 'reason')
  if (!reasons.includes(reason)) problems.push({ field: 'reason', what: 'Choose the reason' })
  const [ledUp, support] = [written(body, 'ledUp').slice(0, 4000), written(body, 'support').slice(0, 4000)]
  if (!starts || !('count' in sessions) || problems.length > 0) return { draft: null, problems }
  return { draft: { starts, sessions: sessions.count, reason, ledUp, support }, problems }
}

/** The same as lines of text, to be compared. */
export const attendanceInLines = (attendance: Attendance): string =>
  [
    `From ${inWords(attendance.from)} to ${inWords(attendance.to)}`,
    ...(Object.keys(figureNames) as (keyof Figures)[]).map(name => `${figureNames[name]}: ${attendance[name]}`),
    ...attendance.byWeek.map(
      ({ week, possible, attended }) => `Week of ${inWords(week)}: ${attended} of ${possible} attended`
    )
  ].join('\n')
