/** Plain dates, and the few things asked of them everywhere. */

export type PlainDate = Temporal.PlainDate

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
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
] as const

/** Orders days: a page compares hundreds, and reading a day's numbers takes a tenth of `compare`. */
const place = ({ year, month, day }: PlainDate): number => (year * 13 + month) * 32 + day

export const isBefore = (a: PlainDate, b: PlainDate): boolean => place(a) < place(b)
export const isAfter = (a: PlainDate, b: PlainDate): boolean => place(a) > place(b)

/** Both ends count. */
export const isWithin = (date: PlainDate, first: PlainDate, last: PlainDate): boolean =>
  !isBefore(date, first) && !isAfter(date, last)

export const earlier = (a: PlainDate, b: PlainDate): PlainDate => (isAfter(a, b) ? b : a)
export const later = (a: PlainDate, b: PlainDate): PlainDate => (isBefore(a, b) ? b : a)

export const weekdayOf = (date: PlainDate): string => weekdays[date.dayOfWeek - 1] ?? ''
export const isWeekend = (date: PlainDate): boolean => date.dayOfWeek > 5

/** As people write it: `Friday 23 October 2026`. */
export const inWords = (date: PlainDate): string =>
  `${weekdayOf(date)} ${date.day} ${months[date.month - 1] ?? ''} ${date.year}`

/** The day of an instant in London. */
export const londonDay = (at: Temporal.Instant): PlainDate => at.toZonedDateTimeISO('Europe/London').toPlainDate()

/** An instant as a clock in London tells it: "Thursday 26 November 2026 at 10:42". */
export function momentInWords(at: Temporal.Instant): string {
  const there = at.toZonedDateTimeISO('Europe/London')
  return `${inWords(there.toPlainDate())} at ${there.toPlainTime().toString({ smallestUnit: 'minute' })}`
}
