import { type ClockName, daysInWords } from '../guidance/clocks/clock.ts'
import { weekdayOf } from '../guidance/dates.ts'
import type { PlainClock } from '../peps/plain-clock.ts'

/** What the days are counted from. */
const from: Readonly<Partial<Record<ClockName, string>>> = {
  'arrange-initial': 'after coming into care',
  'hold-initial': 'after coming into care',
  'child-views': 'before the meeting',
  'carer-views': 'before the meeting',
  'parent-views': 'before the meeting',
  'social-worker-section': 'before the meeting',
  submit: 'after the meeting',
  check: 'after it was submitted',
  correction: 'after it was asked',
  'quality-review': 'after it was submitted',
  resubmit: 'after it came back',
  'file-copy': 'after sign-off',
  'school-place': 'without a school place',
  'place-review': 'after the last review of the search, or its beginning',
  'new-setting': 'after starting at the setting',
  concern: 'after it was raised',
  // Days are counted of a sudden end only.
  'leaving-care': 'after care ended'
}

/** Why the date is what it is, in a few words; the whole rule is in the explanation beneath. */
export function reasonOf(
  clock: Pick<PlainClock, 'name' | 'rule' | 'days' | 'kind' | 'due' | 'unknown' | 'dayZero'>
): string {
  if (clock.due === null) return clock.unknown ?? 'the date is not known'
  const since = from[clock.name]
  if (clock.name === 'submit' && clock.dayZero)
    return clock.kind === 'calendar' ? 'in time for the first review of care' : 'by the end of the first weeks in care'
  if (clock.days !== null && since) return `${daysInWords(Math.abs(clock.days), clock.kind)} ${since}`
  if (clock.name === 'termly-review') return clock.kind === 'school' ? 'first half of the term' : 'the council’s date'
  if (clock.name === 'place-review') return 'named by the last review'
  if (clock.name === 'leaving-care') return clock.rule.startsWith('Care ended') ? 'care has ended' : 'before care ends'
  if (since === 'before the meeting') return 'the day of the meeting'
  return 'by its rule'
}

/** `Fri 23 October`, with the year where it is another than today's. */
export function shortDay(iso: string, today: Temporal.PlainDate): string {
  const date = Temporal.PlainDate.from(iso)
  const month = months[date.month - 1] ?? ''
  return `${weekdayOf(date).slice(0, 3)} ${date.day} ${month}${date.year === today.year ? '' : ` ${date.year}`}`
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
]
