import { describe, expect, it } from 'vitest'
import {
  ageOn,
  birthday,
  compulsorySchoolAge,
  inAge,
  initialDayZero,
  isOverSchoolAge,
  phaseOfYearGroup,
  yearGroupOn
} from './ages.ts'
import { warwickshirePolicy } from './policy.ts'
import { day } from './testing/books.ts'

const policy = warwickshirePolicy
const toYear13 = { ages: { ...policy.ages, toEndOfYear13: true } }

describe('birthdays', () => {
  it.each([
    ['2014-05-06', 2, '2016-05-06'],
    ['2024-02-29', 2, '2026-03-01'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2008-02-29', 18, '2026-03-01']
  ])('born %s turns %i on %s', (born, age, on) => expect(birthday(day(born), age).toString()).toBe(on))
  it.each([
    ['2024-02-29', '2026-02-28', 1],
    ['2024-02-29', '2026-03-01', 2],
    ['2014-05-06', '2026-05-05', 11],
    ['2014-05-06', '2026-05-06', 12]
  ])('born %s is on %s %i', (born, on, age) => expect(ageOn(day(born), day(on))).toBe(age))
})

describe('in age (G 2.1): from the second birthday until the eighteenth', () => {
  it.each([
    ['the day before the second birthday', '2024-11-02', '2026-11-01', false],
    ['the second birthday', '2024-11-02', '2026-11-02', true],
    ['the day before the eighteenth', '2008-11-02', '2026-11-01', true],
    ['the eighteenth', '2008-11-02', '2026-11-02', false]
  ])('%s', (_, born, on, expected) => expect(inAge(day(born), day(on), policy)).toBe(expected))
  it.each([
    // Born Sep 2008: year 13 is 2026-27. Born Aug 2008: it was 2025-26, and 31 August its last day.
    ['2008-09-01', '2027-08-31', true],
    ['2008-09-01', '2027-09-01', false],
    ['2008-08-31', '2026-08-31', true],
    ['2008-08-31', '2026-09-01', false]
  ])('to the end of year 13: born %s on %s', (born, on, expected) =>
    expect(inAge(day(born), day(on), toYear13)).toBe(expected)
  )
})

it('day 0 is the day care began, or the second birthday in care', () => {
  expect(initialDayZero(day('2024-11-04'), day('2025-01-10'), policy)).toEqual({
    on: day('2026-11-04'),
    why: 'in-age-birthday'
  })
  expect(initialDayZero(day('2024-11-04'), day('2026-11-04'), policy)).toEqual({
    on: day('2026-11-04'),
    why: 'care-began'
  })
})

describe('year groups turn on 31 August', () => {
  it.each([
    ['2012-08-31', '2026-09-01', 10], // 14 on 31 August 2026
    ['2012-09-01', '2026-09-01', 9],
    ['2012-08-31', '2026-08-31', 9], // still 2025-26
    ['2022-08-31', '2026-09-01', 0],
    ['2022-09-01', '2026-09-01', -1],
    ['2024-10-01', '2026-11-01', -3],
    ['2008-09-02', '2027-06-01', 13]
  ])('born %s on %s: %i', (born, on, group) => expect(yearGroupOn(day(born), day(on))).toBe(group))
  it.each([
    [-1, 'early-years'],
    [0, 'primary'],
    [6, 'primary'],
    [7, 'secondary'],
    [11, 'secondary'],
    [12, 'post-16']
  ])('%i is %s', (group, phase) => expect(phaseOfYearGroup(group)).toBe(phase))
})

describe('compulsory school age', () => {
  it.each([
    // Fifth birthday on 31 August: that day. The day after: 31 December. Over 31 December: 31 March.
    ['2021-08-31', '2026-08-31'],
    ['2021-09-01', '2026-12-31'],
    ['2022-01-01', '2027-03-31'],
    ['2021-04-01', '2026-08-31'],
    ['2020-02-29', '2025-03-31']
  ])('born %s from %s', (born, from) => expect(compulsorySchoolAge(day(born)).from.toString()).toBe(from))
  it.each([
    // Year 11 ends in June: the Fridays are 26 June 2026 and 25 June 2027; 30 June 2028 is itself one.
    ['2010-08-31', '2026-06-26', '2026-06-26'],
    ['2010-09-01', '2027-06-25', '2027-06-25'],
    ['2012-01-01', '2028-06-30', '2028-06-30']
  ])('born %s to %s', (born, to) => {
    expect(compulsorySchoolAge(day(born)).to.toString()).toBe(to)
    expect(isOverSchoolAge(day(born), day(to))).toBe(false)
    expect(isOverSchoolAge(day(born), day(to).add({ days: 1 }))).toBe(true)
  })
})
