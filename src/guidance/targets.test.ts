import { describe, expect, it } from 'vitest'
import type { Calendar } from './calendar.ts'
import { dueProblem, lastDue } from './targets.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const calendar: Calendar = [
  {
    year: '2026-27',
    term: 'autumn',
    start: day('2026-09-02'),
    halfTermStart: day('2026-10-26'),
    halfTermEnd: day('2026-10-30'),
    end: day('2026-12-18')
  },
  {
    year: '2026-27',
    term: 'spring',
    start: day('2027-01-05'),
    halfTermStart: day('2027-02-15'),
    halfTermEnd: day('2027-02-19'),
    end: day('2027-03-25')
  }
]
const autumn = { year: '2026-27', term: 'autumn' } as const
const today = day('2026-11-24')

describe('when a target must be due', () => {
  it('is by the next meeting', () =>
    expect(lastDue(day('2027-02-03'), autumn, calendar)).toMatchObject({ because: 'next-meeting' }))
  it('without one, by the last school day of next term', () =>
    expect(lastDue(null, autumn, calendar)?.date.toString()).toBe('2027-03-25'))
  it('is free where next term has no calendar', () =>
    expect(lastDue(null, { year: '2026-27', term: 'spring' }, calendar)).toBeNull())
})

describe('a due date', () => {
  const meeting = lastDue(day('2027-02-03'), autumn, calendar)
  const term = lastDue(null, autumn, calendar)
  it.each([
    ['today', '2026-11-24', null, null, meeting, null],
    ['on the day of the meeting', '2027-02-03', null, null, meeting, null],
    ['on the last day of next term', '2027-03-25', null, null, term, null],
    ['on the day it starts', '2026-12-01', '2026-12-01', null, meeting, null],
    ['any day, where nothing is known', '2031-01-01', null, null, null, null],
    ['yesterday', '2026-11-23', null, null, meeting, 'has passed'],
    ['yesterday, as it was on record', '2026-11-23', null, '2026-11-23', meeting, null],
    ['yesterday, on record as another day', '2026-11-23', null, '2026-11-20', meeting, 'has passed'],
    ['before it starts', '2026-12-01', '2026-12-02', null, meeting, 'before the start'],
    [
      'the day after the meeting',
      '2027-02-04',
      null,
      null,
      meeting,
      'after the next meeting, Wednesday 3 February 2027'
    ],
    ['after next term', '2027-03-26', null, null, term, 'last school day of next term, Thursday 25 March 2027']
  ])('%s', (_, due, starts, before, last, words) => {
    const problem = dueProblem(
      { due: day(due), starts: starts ? day(starts) : null, dueBefore: before ? day(before) : null },
      last,
      today
    )
    if (words === null) expect(problem).toBeNull()
    else expect(problem).toContain(words)
  })
})
