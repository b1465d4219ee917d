import type { Calendar, TermDates } from '../calendar.ts'
import type { ClockContext } from '../clocks/clock.ts'
import type { PepFacts } from '../clocks/facts.ts'
import { type BankHolidays, type Counted, isUnknown, type Unknown } from '../days.ts'
import { warwickshirePolicy } from '../policy.ts'
import type { TermName } from '../words.ts'

/** Books to count by in tests: Warwickshire's published terms and the bank holidays of 2025 to 2027. */

export const day = (iso: string) => Temporal.PlainDate.from(iso)

const term = (year: string, name: TermName, dates: string): TermDates => {
  const [start = '', halfTermStart = '', halfTermEnd = '', end = ''] = dates.split(' ')
  return {
    year,
    term: name,
    start: day(start),
    halfTermStart: day(halfTermStart),
    halfTermEnd: day(halfTermEnd),
    end: day(end)
  }
}

export const warwickshire: Calendar = [
  term('2025-26', 'autumn', '2025-09-01 2025-10-27 2025-10-31 2025-12-19'),
  term('2025-26', 'spring', '2026-01-05 2026-02-16 2026-02-20 2026-03-27'),
  term('2025-26', 'summer', '2026-04-13 2026-05-25 2026-05-29 2026-07-17'),
  term('2026-27', 'autumn', '2026-09-02 2026-10-26 2026-10-30 2026-12-18'),
  term('2026-27', 'spring', '2027-01-05 2027-02-15 2027-02-19 2027-03-25'),
  { ...term('2026-27', 'summer', '2027-04-12 2027-05-31 2027-06-04 2027-07-20'), assumed: ['end'] }
]

export const holidays: BankHolidays = new Map([
  ['2025-01-01', 'New Year’s Day'],
  ['2025-04-18', 'Good Friday'],
  ['2025-04-21', 'Easter Monday'],
  ['2025-05-05', 'Early May bank holiday'],
  ['2025-05-26', 'Spring bank holiday'],
  ['2025-08-25', 'Summer bank holiday'],
  ['2025-12-25', 'Christmas Day'],
  ['2025-12-26', 'Boxing Day'],
  ['2026-01-01', 'New Year’s Day'],
  ['2026-04-03', 'Good Friday'],
  ['2026-04-06', 'Easter Monday'],
  ['2026-05-04', 'Early May bank holiday'],
  ['2026-05-25', 'Spring bank holiday'],
  ['2026-08-31', 'Summer bank holiday'],
  ['2026-12-25', 'Christmas Day'],
  ['2026-12-26', 'Boxing Day'],
  ['2026-12-28', 'Boxing Day (substitute day)'],
  ['2027-01-01', 'New Year’s Day'],
  ['2027-03-26', 'Good Friday'],
  ['2027-03-29', 'Easter Monday'],
  ['2027-05-03', 'Early May bank holiday'],
  ['2027-05-31', 'Spring bank holiday'],
  ['2027-08-30', 'Summer bank holiday'],
  ['2027-12-25', 'Christmas Day'],
  ['2027-12-26', 'Boxing Day'],
  ['2027-12-27', 'Christmas Day (substitute day)'],
  ['2027-12-28', 'Boxing Day (substitute day)']
])

export const books = { calendar: warwickshire, bankHolidays: holidays }

export const contextOn = (today: string): ClockContext => ({
  ...books,
  policy: warwickshirePolicy,
  today: day(today)
})

/** The counted day as ISO text, or the words that say why there is none. */
export const dueOf = (counted: Counted | Unknown): string =>
  isUnknown(counted) ? counted.unknown : counted.due.toString()

/** A termly pep of autumn 2026 of a child long in care, with nothing done yet. */
export const quietFacts: PepFacts = {
  kind: 'termly',
  year: '2026-27',
  term: 'autumn',
  state: 'planned',
  born: day('2014-05-06'),
  careBegan: day('2024-02-01'),
  onlyShortBreaks: false,
  stopped: null,
  yearGroup: 7,
  ledBy: 'designated-teacher',
  replacesInitial: false,
  arrangedOn: null,
  meetingDate: null,
  heldOn: null,
  servedByOtherOn: null,
  viewsOn: { child: null, carer: null, parent: null },
  socialWorkerSectionOn: null,
  firstReviewDate: null,
  submissions: [],
  checkedOn: null,
  corrections: [],
  signedOffOn: null,
  filedOn: null,
  addendumOn: null,
  careEnds: null,
  schoolPlace: null,
  newSettingOn: null,
  concerns: []
}
