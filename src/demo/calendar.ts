import { bankHolidays } from '../authorities/bank-holidays.ts'
import { academicYearStarting, type TermDates } from '../guidance/calendar.ts'
import { earlier, isWeekend, type PlainDate } from '../guidance/dates.ts'

const day = (year: number, month: number, dayOfMonth: number) =>
  Temporal.PlainDate.from({ year, month, day: dayOfMonth })

/** 1 Monday … 7 Sunday. */
const onOrBefore = (date: PlainDate, weekday: number): PlainDate =>
  date.subtract({ days: (date.dayOfWeek - weekday + 7) % 7 })

function openOnOrAfter(date: PlainDate): PlainDate {
  const closed = isWeekend(date) || bankHolidays([date.year]).has(date.toString())
  return closed ? openOnOrAfter(date.add({ days: 1 })) : date
}

function goodFriday(year: number): PlainDate {
  const found = [...bankHolidays([year])].find(([, name]) => name === 'Good Friday')
  if (!found) throw new Error(`Good Friday of ${year} is not known.`)
  return Temporal.PlainDate.from(found[0])
}

const week = (monday: PlainDate) => ({ halfTermStart: monday, halfTermEnd: monday.add({ days: 4 }) })

/** Terms as most of England keeps them: half-terms of a week, two weeks at Easter, no first or last day on a bank holiday. */
export function inventedTerms(startYear: number): readonly TermDates[] {
  const year = academicYearStarting(startYear)
  const next = startYear + 1
  const springEnds = earlier(goodFriday(next).subtract({ days: 1 }), onOrBefore(day(next, 4, 8), 5))
  const afterEaster = onOrBefore(springEnds, 1).add({ days: 21 })
  return [
    {
      year,
      term: 'autumn',
      start: openOnOrAfter(day(startYear, 9, 2)),
      ...week(onOrBefore(day(startYear, 10, 28), 1)),
      end: onOrBefore(day(startYear, 12, 21), 5)
    },
    {
      year,
      term: 'spring',
      start: openOnOrAfter(day(next, 1, 4)),
      ...week(onOrBefore(day(next, 2, 18), 1)),
      end: springEnds
    },
    {
      year,
      term: 'summer',
      start: openOnOrAfter(afterEaster),
      ...week(onOrBefore(day(next, 5, 31), 1)),
      end: onOrBefore(day(next, 7, 22), 5)
    }
  ]
}
