import { academicYearOf, startOfAcademicYear } from './calendar.ts'
import { earlier, isAfter, isBefore, isWithin, later, type PlainDate } from './dates.ts'
import type { Policy } from './policy.ts'
import type { Phase } from './words.ts'

type Ages = Pick<Policy, 'ages'>

const dayOf = (year: number, month: number, day: number) => new Temporal.PlainDate(year, month, day)

/** The day an age is reached. Born on 29 February: 1 March in a year that has none. */
export function birthday(born: PlainDate, age: number): PlainDate {
  const year = born.year + age
  const isMissing = born.month === 2 && born.day === 29 && !dayOf(year, 1, 1).inLeapYear
  return isMissing ? dayOf(year, 3, 1) : dayOf(year, born.month, born.day)
}

/** Whether the birthday of this day's year is still to come. */
const isYetToTurn = (born: PlainDate, date: PlainDate): boolean =>
  date.month < born.month || (date.month === born.month && date.day < born.day)

/** In whole years. */
export const ageOn = (born: PlainDate, date: PlainDate): number =>
  date.year - born.year - (isYetToTurn(born, date) ? 1 : 0)

/** By the age on 31 August before the academic year: Reception 0, nursery below it, year 13 is 13. */
export function yearGroupOn(born: PlainDate, date: PlainDate): number {
  const began = startOfAcademicYear(academicYearOf(date)) ?? date.year
  return ageOn(born, dayOf(began, 8, 31)) - 4
}

export const phaseOfYearGroup = (yearGroup: number): Phase =>
  yearGroup < 0 ? 'early-years' : yearGroup <= 6 ? 'primary' : yearGroup <= 11 ? 'secondary' : 'post-16'

/** 31 August of the year in which a child is in the given year group. */
const endOfYearGroup = (born: PlainDate, yearGroup: number): PlainDate => {
  const turning = birthday(born, yearGroup + 5)
  return dayOf(turning.month >= 9 ? turning.year + 1 : turning.year, 8, 31)
}

/** The first day on which no pep is due any more. */
export function outOfAgeOn(born: PlainDate, { ages }: Ages): PlainDate {
  const last = birthday(born, ages.until)
  return ages.toEndOfYear13 ? later(last, endOfYearGroup(born, 13).add({ days: 1 })) : last
}

/** G 2.1: from the second birthday until the eighteenth, unless policy says otherwise. */
export const inAge = (born: PlainDate, date: PlainDate, policy: Ages): boolean =>
  !isBefore(date, birthday(born, policy.ages.from)) && isBefore(date, outOfAgeOn(born, policy))

export interface DayZero {
  readonly on: PlainDate
  readonly why: 'care-began' | 'in-age-birthday'
}

/** Day 0 of an initial pep: care began, or the birthday (the second) on which a child already in care comes into age. */
export function initialDayZero(born: PlainDate, careBegan: PlainDate, { ages }: Ages): DayZero {
  const comesIntoAge = birthday(born, ages.from)
  return isBefore(careBegan, comesIntoAge)
    ? { on: comesIntoAge, why: 'in-age-birthday' }
    : { on: careBegan, why: 'care-began' }
}

/** First and last day of compulsory school age (Education Act 1996, section 8). */
export function compulsorySchoolAge(born: PlainDate): { readonly from: PlainDate; readonly to: PlainDate } {
  const fifth = birthday(born, 5)
  const prescribed = [dayOf(fifth.year, 3, 31), dayOf(fifth.year, 8, 31), dayOf(fifth.year, 12, 31)]
  const june = dayOf(endOfYearGroup(born, 11).year, 6, 30)
  return {
    from: prescribed.filter(day => !isBefore(day, fifth)).reduce(earlier),
    to: june.subtract({ days: (june.dayOfWeek + 2) % 7 })
  }
}

export const isOfCompulsorySchoolAge = (born: PlainDate, date: PlainDate): boolean => {
  const { from, to } = compulsorySchoolAge(born)
  return isWithin(date, from, to)
}

/** Past the last Friday in June of year 11. */
export const isOverSchoolAge = (born: PlainDate, date: PlainDate): boolean =>
  isAfter(date, compulsorySchoolAge(born).to)
