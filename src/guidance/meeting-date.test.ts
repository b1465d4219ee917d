import { describe, expect, test } from 'vitest'
import { type MeetingDateContext, meetingDateProblems, tidyTime } from './meeting-date.ts'
import { contextOn, day } from './testing/books.ts'

const context = {
  ...contextOn('2026-09-14'),
  born: day('2014-05-06'),
  careBegan: day('2024-02-01'),
  due: day('2026-10-23'),
  opens: null,
  socialWorkerLeads: false,
  closedDays: [{ first: day('2026-10-05'), last: day('2026-10-09'), kind: 'exam', words: 'mocks' } as const]
}
const judge = (date: string, over: Partial<MeetingDateContext> = {}, time = '14:30', reason: string | null = null) =>
  meetingDateProblems(day(date), time, { ...context, ...over }, reason)

describe('a date that is refused, with words by the field', () => {
  test.each([
    ['yesterday', '2026-09-11', /has passed/],
    ['a Saturday', '2026-09-19', /is a Saturday\. Choose a day from Monday to Friday/],
    ['a Sunday', '2026-09-20', /is a Sunday/],
    ['Christmas Day', '2026-12-25', /a bank holiday \(Christmas Day\)/],
    ['Good Friday', '2027-03-26', /Good Friday/],
    ['half term', '2026-10-28', /autumn half-term holiday\. Choose a day when the school is open/],
    ['the Christmas holiday', '2026-12-22', /Christmas holiday/],
    ['two years on', '2028-09-14', /more than a year away/],
    [
      'the first day of exams that the school marked',
      '2026-10-05',
      /the school holds no meetings then, exams \(mocks\)/
    ],
    ['the last day of them', '2026-10-09', /exams \(mocks\)/]
  ])('%s', (_, date, words) => expect(judge(date).date).toEqual([expect.stringMatching(words)]))

  test('before the second birthday, and its own day is taken', () => {
    const over = { born: day('2024-10-05'), careBegan: day('2026-09-10'), closedDays: [] }
    expect(judge('2026-10-02', over).date).toEqual([expect.stringMatching(/not yet 2/)])
    expect(judge('2026-10-05', over).date).toEqual([])
  })
  test('on the eighteenth birthday, and the day before is taken', () => {
    const over = { born: day('2008-10-06'), closedDays: [] }
    expect(judge('2026-10-06', over).date).toEqual([expect.stringMatching(/last day is Monday 5 October 2026/)])
    expect(judge('2026-10-05', over).date).toEqual([])
  })
  test('before care began', () => {
    expect(judge('2026-09-15', { careBegan: day('2026-09-16') }).date).toEqual([
      expect.stringMatching(/before the child came into care on Wednesday 16 September 2026/)
    ])
  })
})

describe('a date that is taken', () => {
  test.each([
    ['today', '2026-09-14'],
    ['the last day that is in time', '2026-10-23'],
    ['the day before the exams', '2026-10-02'],
    ['the day after them', '2026-10-12']
  ])('%s', (_, date) => expect(judge(date)).toEqual({ date: [], reason: [], time: [], warnings: [] }))
  test('a school holiday, where the child has no school place, with a warning', () => {
    expect(judge('2026-10-28', { socialWorkerLeads: true, due: null })).toMatchObject({
      date: [],
      warnings: [expect.stringMatching(/is in the autumn half-term holiday/)]
    })
  })
  test('a day of the school’s exams, where the child has no school place', () =>
    expect(judge('2026-10-05', { socialWorkerLeads: true }).date).toEqual([]))
  test('a term without dates, with a warning that says so', () => {
    expect(judge('2026-09-14', { calendar: [] }).warnings).toEqual([
      expect.stringMatching(/No term dates are recorded/)
    ])
  })
})

describe('a date outside the time for this meeting', () => {
  test.each([
    ['after the day it is due, of whatever kind of plan', '2026-11-03', { opens: null }, /after Friday 23 October/],
    ['months after it', '2027-02-02', {}, /after Friday 23 October/],
    ['due already, so any day is late', '2026-09-15', { due: day('2026-09-11') }, /after Friday 11 September/],
    ['before the term of a termly plan', '2026-09-14', { opens: day('2026-09-15') }, /before Tuesday 15 September/]
  ])('%s: a reason is asked for, and with it the date is taken', (_, date, over, words) => {
    expect(judge(date, over)).toMatchObject({ date: [], reason: [expect.stringMatching(words)] })
    expect(judge(date, over, '14:30', '  ').reason).toHaveLength(1)
    expect(judge(date, over, '14:30', 'The carer was in hospital').reason).toEqual([])
  })
  test('a day that cannot be is refused whatever the reason', () =>
    expect(judge('2026-10-28', {}, '14:30', 'It suits')).toMatchObject({ date: [expect.anything()], reason: [] }))
  test('without a due date nothing is asked', () => expect(judge('2026-11-03', { due: null }).reason).toEqual([]))
})

describe('the time', () => {
  test.each(['', '   ', '25:00', '14:60', 'after lunch', '1430', '<b>', '03:00', '21:00'])('%j is refused', time =>
    expect(judge('2026-09-15', {}, time).time).toHaveLength(1)
  )
  test.each([
    ['9:05', '09:05'],
    ['14.30', '14:30'],
    [' 08:00 ', '08:00'],
    ['20:59', '20:59']
  ])('%j is kept as %j', (time, kept) => {
    expect(judge('2026-09-15', {}, time).time).toEqual([])
    expect(tidyTime(time)).toBe(kept)
  })
})
