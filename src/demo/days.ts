import { bankHolidays } from '../authorities/bank-holidays.ts'
import {
  academicYearOf,
  type NamedTerm,
  nextTerm,
  schoolDayOn,
  startOfAcademicYear,
  type TermDates,
  termOf
} from '../guidance/calendar.ts'
import { earlier, isAfter, isBefore, type PlainDate } from '../guidance/dates.ts'
import { countDays, type DayKind, isSchoolDay, isUnknown, lastSchoolDayOfFirstHalf } from '../guidance/days.ts'
import { entryKind } from '../guidance/pep-due.ts'
import { warwickshirePolicy } from '../guidance/policy.ts'
import { inventedTerms } from './calendar.ts'

/** The days around a demonstration's today, counted by its invented calendar. Dates out of that calendar are a fault of ours. */
export class Days {
  readonly today: PlainDate
  /** The calendar year in which today's academic year began. */
  readonly year: number
  readonly calendar: readonly TermDates[]
  readonly #books

  constructor(today: PlainDate) {
    this.today = today
    this.year = startOfAcademicYear(academicYearOf(today)) ?? today.year
    this.calendar = [-2, -1, 0, 1].flatMap(offset => inventedTerms(this.year + offset))
    const years = [-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3].map(offset => this.year + offset)
    this.#books = { calendar: this.calendar, bankHolidays: bankHolidays(years) }
  }

  count(start: PlainDate, days: number, kind: DayKind = 'working'): PlainDate {
    const counted = countDays({ ...this.#books, start, days, kind })
    if (isUnknown(counted)) throw new Error(counted.unknown)
    return counted.due
  }

  /** So many working days ago: today is then that day of its clock. */
  ago(days: number): PlainDate {
    const lastWorking = this.count(this.today.add({ days: 1 }), -1)
    return days === 0 ? lastWorking : this.count(lastWorking, -days)
  }

  /** An instant on a day: what happened today happened before anybody looks. */
  at(date: PlainDate | string, time: string): string {
    return `${date}T${`${date}` === `${this.today}` ? '00:00' : time}:00Z`
  }

  /** Which plan a child is owed who came into care on a day and has had none yet. */
  entryKind(born: PlainDate, careBegan: PlainDate) {
    const found = entryKind({ born, initialHeldOn: null }, careBegan, { ...this.#books, policy: warwickshirePolicy })
    if (!found) throw new Error('A child without a meeting is owed a first plan.')
    return found
  }

  isOpen(date: PlainDate): boolean {
    return isSchoolDay(date, this.#books) === true
  }

  openOnOrBefore(date: PlainDate): PlainDate {
    return this.count(date.add({ days: 1 }), -1, 'school')
  }

  openOnOrAfter(date: PlainDate): PlainDate {
    return this.count(date.subtract({ days: 1 }), 1, 'school')
  }

  term(date: PlainDate): TermDates {
    const found = termOf(date, this.calendar)
    if (!found) throw new Error(`The demonstration's calendar does not reach ${date}.`)
    return found
  }

  get thisTerm(): TermDates {
    return this.term(this.today)
  }

  after(term: NamedTerm): TermDates {
    const found = nextTerm(term, this.calendar)
    if (!found) throw new Error(`The demonstration's calendar ends with the ${term.term} term ${term.year}.`)
    return found
  }

  /** The terms before one, newest first. */
  before(term: NamedTerm, many: number): readonly TermDates[] {
    const at = this.calendar.findIndex(known => known.year === term.year && known.term === term.term)
    return this.calendar.slice(Math.max(0, at - many), at).reverse()
  }

  /** The termly review's due date. */
  dueOf(term: TermDates): PlainDate {
    const due = lastSchoolDayOfFirstHalf(term, this.#books)
    if (!('dayOfWeek' in due)) throw new Error(due.unknown)
    return due
  }

  /** A school day of a term's first half, so many school days after its beginning. */
  inFirstHalf(term: TermDates, schoolDays: number): PlainDate {
    return earlier(this.count(term.start.subtract({ days: 1 }), schoolDays + 1, 'school'), this.dueOf(term))
  }

  /** A day to come on which a review is still in time: of this term while it can be, else in the next one's first half. */
  upcoming(schoolDays: number): PlainDate {
    const date = this.count(this.today, Math.max(1, schoolDays), 'school')
    const due = this.dueOf(this.thisTerm)
    if (isBefore(this.today, due)) return earlier(date, due)
    const term = this.term(date)
    return isAfter(date, this.dueOf(term)) ? this.inFirstHalf(this.after(term), schoolDays) : date
  }

  /** A school day just past. */
  recent(workingDays: number): PlainDate {
    return this.openOnOrBefore(this.ago(workingDays))
  }

  /**
   * A day on which care began so that its first meeting, twenty working days later, falls in a holiday between terms: the first such
   * day while the meeting lies ahead, else the last.
   */
  beforeHoliday(): PlainDate {
    const began = Array.from({ length: 150 }, (_, at) => this.today.subtract({ days: 149 - at })).filter(day => {
      const school = schoolDayOn(this.count(day, 20), this.calendar)
      return 'closed' in school && school.holiday === 'between terms'
    })
    const found = began.find(day => isAfter(this.count(day, 20), this.today)) ?? began.at(-1)
    if (!found) throw new Error('The demonstration’s calendar has no holiday.')
    return found
  }

  isLate(meeting: PlainDate): boolean {
    return isBefore(this.dueOf(this.term(meeting)), meeting)
  }
}
