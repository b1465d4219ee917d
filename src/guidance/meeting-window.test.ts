import { describe, expect, test } from 'vitest'
import { meetingWindow } from './meeting-window.ts'
import { contextOn, day } from './testing/books.ts'

// Monday 12 October 2026; due on Friday 23 October; the school marked Thursday 15 October for training.
const context = {
  ...contextOn('2026-10-12'),
  born: day('2014-05-06'),
  careBegan: day('2024-02-01'),
  due: day('2026-10-23') as Temporal.PlainDate | null,
  opens: null,
  socialWorkerLeads: false,
  closedDays: [{ first: day('2026-10-15'), last: day('2026-10-15'), kind: 'training', words: '' } as const]
}

describe('the window of a meeting', () => {
  const { days, until, endsOnDueDate } = meetingWindow(context)
  const on = (date: string) => days.find(one => one.date.toString() === date)

  test('runs from today to the due date, both included, without weekends', () => {
    expect(days.map(({ date }) => date.toString())).toEqual([
      ...['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15', '2026-10-16'],
      ...['2026-10-19', '2026-10-20', '2026-10-21', '2026-10-22', '2026-10-23']
    ])
    expect([until, endsOnDueDate]).toEqual([day('2026-10-23'), true])
  })
  test('says why the training day is not offered', () =>
    expect(on('2026-10-15')?.why).toBe('staff training or induction'))
  // Six working days after Monday 12 October: 13, 14, 15, 16, 19, 20 October.
  test('says of a day with under 6 working days of notice what that means', () =>
    expect(on('2026-10-19')).toMatchObject({
      why: null,
      note: expect.stringMatching(/^Under 6 working days of notice/)
    }))
  test('and nothing of the first day with enough', () =>
    expect(on('2026-10-20')).toMatchObject({ why: null, note: null }))

  test('a due date that has passed: the next four weeks, half-term with its reason', () => {
    const late = meetingWindow({ ...context, due: day('2026-10-09') })
    expect([late.endsOnDueDate, late.until]).toEqual([false, day('2026-11-09')])
    const half = late.days.filter(one => one.why?.includes('half-term holiday')).map(({ date }) => date.day)
    expect(half).toEqual([26, 27, 28, 29, 30])
  })
  test('a plan of a term to come: from the first day of that term', () => {
    const spring = meetingWindow({ ...context, due: day('2027-02-12') }, day('2027-01-05'))
    expect([spring.days.at(0)?.date, spring.days.at(-1)?.date]).toEqual([day('2027-01-05'), day('2027-02-12')])
  })
  test('no due date: the next four weeks', () =>
    expect(meetingWindow({ ...context, due: null })).toMatchObject({ endsOnDueDate: false, until: day('2026-11-09') }))
})
