import type { PlainDate } from '../guidance/dates.ts'
import { meetingDateProblems, tidyTime } from '../guidance/meeting-date.ts'
import type { WindowDay } from '../guidance/meeting-window.ts'
import { mostDates } from '../guidance/poll.ts'
import { dateField, several, text } from '../web/forms.ts'
import type { Ask, Problem } from '../web/page.ts'
import { type DateFacts, dateContextOf, windowOf } from './date-context.ts'
import type { Proposed } from './poll.ts'

/** About three weeks: who wants a later day types it. */
const mostOffered = 15

/** The next days that are free for this meeting, to be ticked: with enough notice, where that leaves a choice. */
export function offeredDays(facts: DateFacts): WindowDay[] {
  const free = windowOf(facts).days.filter(({ why }) => why === null)
  const inTime = free.filter(({ note }) => note === null)
  return (inTime.length >= mostDates ? inTime : free).slice(0, mostOffered)
}

/** The dates to put to people, in order: days that were ticked, all at one time, and others typed with a time each. */
export function readDates(
  body: Ask['body'],
  facts: DateFacts
): { readonly problems: Problem[]; readonly dates: Proposed[] } {
  const problems: Problem[] = []
  const dates: Proposed[] = []
  const context = dateContextOf(facts)
  const take = (on: PlainDate, time: string, [dayField, timeField]: readonly [string, string]) => {
    const verdict = meetingDateProblems(on, time, context, null)
    const found = [
      ...verdict.date.map(what => ({ field: dayField, what })),
      ...verdict.time.map(what => ({ field: timeField, what }))
    ]
    problems.push(...found.filter(one => !problems.some(({ field, what }) => field === one.field && what === one.what)))
    if (verdict.time.length > 0) return
    const one = { on, at: tidyTime(time) }
    if (dates.some(other => other.on.equals(one.on) && other.at === one.at))
      problems.push({ field: dayField, what: 'This date and time stand here twice' })
    dates.push(one)
  }
  const offered = new Map(offeredDays(facts).map(({ date }) => [date.toString(), date]))
  for (const ticked of several(body, 'days')) {
    const date = offered.get(ticked)
    if (date) take(date, text(body, 'time'), ['days', 'time'])
  }
  for (let at = 0; at < mostDates; at += 1) {
    const [day, time] = [`date-${at}-day`, `time-${at}`]
    const read = dateField(body, `date-${at}`)
    if ('empty' in read) {
      if (text(body, time).trim() !== '') problems.push({ field: day, what: 'Enter the date of this time' })
    } else if ('problem' in read) problems.push({ field: day, what: read.problem })
    else take(read.date, text(body, time), [day, time])
  }
  const first = offered.size > 0 ? 'days' : `date-${dates.length}-day`
  if (dates.length < 2 && problems.length === 0)
    problems.push({ field: first, what: 'Choose at least two dates. One alone is an invitation' })
  if (dates.length > mostDates) problems.push({ field: 'days', what: 'Choose five dates at most' })
  dates.sort((a, b) => Temporal.PlainDate.compare(a.on, b.on) || a.at.localeCompare(b.at))
  return { problems, dates }
}
