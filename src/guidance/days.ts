import { type Calendar, schoolDayOn, type TermDates } from './calendar.ts'
import { isAfter, isBefore, isWeekend, type PlainDate, weekdayOf } from './dates.ts'

/** ISO date → the holiday's name; never changed once made. A year with no entry at all is a year that is not known. */
export type BankHolidays = ReadonlyMap<string, string>

export type DayKind = 'working' | 'calendar' | 'school'

export interface Skipped {
  readonly date: PlainDate
  readonly why: string
}
export interface Unknown {
  readonly unknown: string
}
export interface Counted {
  readonly due: PlainDate
  readonly skipped: readonly Skipped[]
}

/** What days are counted by. */
export interface DayBooks {
  readonly bankHolidays: BankHolidays
  readonly calendar: Calendar
}

export const isUnknown = (value: object): value is Unknown => 'unknown' in value

const knownYears = new WeakMap<BankHolidays, ReadonlySet<number>>()
function yearsOf(bankHolidays: BankHolidays): ReadonlySet<number> {
  let years = knownYears.get(bankHolidays)
  if (!years) {
    years = new Set([...bankHolidays.keys()].map(date => Number(date.slice(0, 4))))
    knownYears.set(bankHolidays, years)
  }
  return years
}

/** Why a day is not counted; null when it is. */
function whyNot(date: PlainDate, kind: DayKind, books: DayBooks): string | null | Unknown {
  if (kind === 'calendar') return null
  if (isWeekend(date)) return weekdayOf(date)
  if (!yearsOf(books.bankHolidays).has(date.year))
    return { unknown: `The bank holidays of ${date.year} are not known, so working days cannot be counted there.` }
  const bankHoliday = books.bankHolidays.get(date.toString())
  if (bankHoliday || kind === 'working') return bankHoliday ?? null
  const school = schoolDayOn(date, books.calendar)
  if ('unknown' in school) return school
  return 'closed' in school ? school.closed : null
}

interface Count extends DayBooks {
  readonly start: PlainDate
  readonly days: number
  readonly kind: DayKind
}

/** A caseload asks for the same few counts again and again; remembered for as long as the bank holidays are held. */
const remembered = new WeakMap<BankHolidays, Map<string, Counted | Unknown>>()
const rememberAtMost = 20_000

/**
 * Day 0 is the start; day 1 is the first counted day after it. Fewer than no days counts backwards.
 * Every day stepped over is named. A year without bank holidays or term dates is said, never guessed.
 */
export function countDays(count: Count): Counted | Unknown {
  if (count.kind !== 'working') return step(count)
  let counts = remembered.get(count.bankHolidays)
  if (!counts || counts.size >= rememberAtMost) {
    counts = new Map()
    remembered.set(count.bankHolidays, counts)
  }
  const key = `${count.start} ${count.days}`
  const known = counts.get(key) ?? step(count)
  counts.set(key, known)
  return known
}

function step(count: Count): Counted | Unknown {
  if (!Number.isSafeInteger(count.days) || Math.abs(count.days) > 5000)
    return { unknown: 'The number of days must be a whole number, 5,000 at most.' }
  const skipped: Skipped[] = []
  let due = count.start
  for (let counted = 0; counted < Math.abs(count.days); ) {
    due = due.add({ days: Math.sign(count.days) })
    const why = whyNot(due, count.kind, count)
    if (why === null) counted += 1
    else if (typeof why === 'string') skipped.push({ date: due, why })
    else return why
  }
  return { due, skipped }
}

/** How many counted days lie after `from`, up to and including `to`; negative when `to` is the earlier. */
export function daysBetween(from: PlainDate, to: PlainDate, kind: DayKind, books: DayBooks): number | Unknown {
  if (isBefore(to, from)) {
    const back = daysBetween(to, from, kind, books)
    return typeof back === 'number' ? -back : back
  }
  let counted = 0
  for (let date = from.add({ days: 1 }); !isAfter(date, to); date = date.add({ days: 1 })) {
    const why = whyNot(date, kind, books)
    if (why === null) counted += 1
    else if (typeof why === 'object') return why
  }
  return counted
}

/** Unknown where the calendar cannot tell. */
export function isSchoolDay(date: PlainDate, books: DayBooks): boolean | Unknown {
  const why = whyNot(date, 'school', books)
  return why !== null && typeof why === 'object' ? why : why === null
}

/** The last school day before a day, with the days stepped over between them. */
export const schoolDayBefore = (date: PlainDate, books: DayBooks): Counted | Unknown =>
  countDays({ ...books, start: date, days: -1, kind: 'school' })

/** The termly review's due date unless the authority publishes another (G 2.1). */
export const lastSchoolDayOfFirstHalf = (term: TermDates, books: DayBooks): PlainDate | Unknown =>
  dayOf(schoolDayBefore(term.halfTermStart, books))

export const lastSchoolDayOfTerm = (term: TermDates, books: DayBooks): PlainDate | Unknown =>
  dayOf(schoolDayBefore(term.end.add({ days: 1 }), books))

const dayOf = (counted: Counted | Unknown): PlainDate | Unknown => (isUnknown(counted) ? counted : counted.due)
