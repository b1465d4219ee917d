import { describe, expect, it } from 'vitest'
import { contextOn, day, quietFacts, warwickshire } from '../testing/books.ts'
import type { ClockName } from './clock.ts'
import { countedDays } from './counted-days.ts'
import type { PepFacts } from './facts.ts'
import { pepClocks } from './pep-clocks.ts'

const context = contextOn('2026-11-02')
const closed = { ...context, calendar: warwickshire.map(term => ({ ...term, closed: [day('2026-10-23')] })) }
const explained = (name: ClockName, facts: Partial<PepFacts>, books = context) => {
  const clock = pepClocks({ ...quietFacts, ...facts }, books).find(one => one.name === name)
  if (!clock) throw new Error(`no clock ${name}`)
  return {
    due: clock.due?.toString(),
    counted: countedDays(clock).map(({ from, to, total }) => `${from}–${to} = ${total}`),
    skipped: clock.skipped.map(({ date, why }) => `${date} ${why}`),
    from: clock.dayZero?.what
  }
}

/** Each due date with the days that make it, worked out on a wall calendar. */
describe('a date explains itself: days counted, days stepped over and why', () => {
  it('the termly review, where the last Friday is closed to pupils', () => {
    expect(explained('termly-review', {}, closed)).toEqual({
      due: '2026-10-22',
      counted: ['2026-10-22–2026-10-22 = 1'],
      skipped: ['2026-10-25 Sunday', '2026-10-24 Saturday', '2026-10-23 school closed to pupils'],
      from: 'the first day of the half-term holiday'
    })
  })
  it('the first meeting, over Christmas', () => {
    const { counted, skipped } = explained('arrange-initial', { kind: 'initial', careBegan: day('2026-12-18') })
    // 21–24 = 4; 29–31 = 7; 4–6 = 10.
    expect(counted).toEqual(['2026-12-21–2026-12-24 = 4', '2026-12-29–2026-12-31 = 7', '2027-01-04–2027-01-06 = 10'])
    expect(skipped).toContain('2026-12-28 Boxing Day (substitute day)')
  })
  it('views, back from the meeting over half-term', () => {
    // Back from Wed 4 Nov: 3, 2 = 2; 30–28 Oct = 5.
    expect(explained('child-views', { arrangedOn: day('2026-10-01'), meetingDate: day('2026-11-04') })).toEqual({
      due: '2026-10-28',
      counted: ['2026-11-03–2026-11-02 = 2', '2026-10-30–2026-10-28 = 5'],
      skipped: ['2026-11-01 Sunday', '2026-10-31 Saturday'],
      from: 'the meeting'
    })
  })
  it('views at short notice name the meeting’s day, and what the notice stepped over', () => {
    expect(explained('child-views', { arrangedOn: day('2026-11-13'), meetingDate: day('2026-11-17') })).toEqual({
      due: '2026-11-17',
      counted: [],
      skipped: ['2026-11-14 Saturday', '2026-11-15 Sunday'],
      from: undefined
    })
  })
  const held = { kind: 'initial', careBegan: day('2026-10-05'), heldOn: day('2026-10-20') } as const
  it('the first plan, by the end of the first weeks', () => {
    // 6–9 = 4; 12–16 = 9; 19–23 = 14; 26–30 = 19; 2 = 20.
    expect(explained('submit', held)).toMatchObject({
      due: '2026-11-02',
      counted: [
        '2026-10-06–2026-10-09 = 4',
        '2026-10-12–2026-10-16 = 9',
        '2026-10-19–2026-10-23 = 14',
        '2026-10-26–2026-10-30 = 19',
        '2026-11-02–2026-11-02 = 20'
      ],
      from: 'the day care began'
    })
  })
  it('the first plan, by the day before the first review', () =>
    expect(explained('submit', { ...held, firstReviewDate: day('2026-10-28') })).toEqual({
      due: '2026-10-27',
      counted: ['2026-10-27–2026-10-27 = 1'],
      skipped: [],
      from: 'the first looked-after review'
    }))
  const leaving = (on: string, sudden: boolean) =>
    ({ kind: 'leaving-care', careEnds: { on: day(on), sudden } }) as const
  it('leaving care, known, in the holiday', () =>
    // Term ends on Friday 18 December.
    expect(explained('leaving-care', leaving('2026-12-28', false))).toEqual({
      due: '2026-12-18',
      counted: ['2026-12-18–2026-12-18 = 1'],
      skipped: [],
      from: 'the day after the term’s last day'
    }))
  it('leaving care, known, on a day of term: the day itself', () =>
    expect(explained('leaving-care', leaving('2026-11-20', false))).toMatchObject({ due: '2026-11-20', counted: [] }))
  it('leaving care, sudden, cut off by the end of a term whose last Friday is closed', () => {
    const books = { ...context, calendar: warwickshire.map(term => ({ ...term, closed: [day('2026-12-18')] })) }
    expect(explained('leaving-care', leaving('2026-12-14', true), books)).toMatchObject({
      due: '2026-12-17',
      counted: ['2026-12-17–2026-12-17 = 1'],
      skipped: ['2026-12-18 school closed to pupils']
    })
  })
})

describe('the runs end with the number of the rule, whatever the clock', () => {
  const on = day('2026-11-02')
  const facts: Partial<PepFacts> = {
    arrangedOn: day('2026-09-20'),
    meetingDate: day('2026-10-21'),
    heldOn: day('2026-10-21'),
    submissions: [
      { on, ratedOn: null, returnedOn: day('2026-11-10') },
      { on: day('2026-11-12'), ratedOn: null, returnedOn: null }
    ],
    corrections: [
      { askedOn: on, owner: 'designated-teacher', answeredOn: day('2026-11-04'), mended: true, recheckedOn: null }
    ],
    signedOffOn: day('2026-12-21'),
    schoolPlace: { missingSince: day('2026-10-16'), why: 'last-on-roll', enrolmentRecordedOn: null, review: null }
  }
  const all = [
    ...pepClocks({ ...quietFacts, ...facts }, context),
    ...pepClocks({ ...quietFacts, kind: 'initial', careBegan: day('2026-12-18') }, context)
  ]
  it.each(all.map(clock => [clock.name, clock] as const))('%s', (_, clock) => {
    const runs = countedDays(clock)
    expect(runs.at(-1)?.total).toBe(clock.days)
    expect(runs.at(-1)?.to.toString()).toBe(clock.due?.toString())
  })
})
