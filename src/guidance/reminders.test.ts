import { describe, expect, it, test } from 'vitest'
import type { Clock, ClockContext } from './clocks/clock.ts'
import { type Reminder, remindersOf } from './reminders.ts'
import { contextOn, day } from './testing/books.ts'

/** 1-process.md: "Reminders (policy)". The submit clock of a meeting held; due Wednesday 6 January 2027. */
const submit: Clock = {
  name: 'submit',
  rule: '',
  start: day('2026-12-15'),
  kind: 'working',
  days: 10,
  due: day('2027-01-06'),
  holder: 'designated-teacher',
  metOn: null,
  skipped: []
}
const inWords = ({ to, rung, escalation }: Reminder) => `${to}: ${rung}${escalation ? ' (escalation)' : ''}`
const told = (today: string, change: Partial<Clock> = {}, given: string[] = []) =>
  remindersOf({ ...submit, ...change }, contextOn(today), new Set(given)).map(inWords)

/** Day by day from 16 December to 31 January, as the service does; `down`: it does not run on these days. */
function year(change: Partial<Clock> = {}, down: readonly string[] = [], policy = contextOn('2026-12-16').policy) {
  const given = new Set<string>()
  const days: Record<string, string[]> = {}
  for (let at = day('2026-12-16'); at.toString() < '2027-02-01'; at = at.add({ days: 1 })) {
    if (down.includes(at.toString())) continue
    const context: ClockContext = { ...contextOn(at.toString()), policy }
    const found = remindersOf({ ...submit, ...change }, context, given)
    for (const { rung } of found) given.add(rung)
    if (found.length > 0) days[at.toString()] = found.map(inWords)
  }
  return days
}

describe('a step that nobody takes, day by day', () => {
  it('is told of ten, five and one working days before, then in wider circles', () =>
    expect(year()).toEqual({
      // Back from 6 Jan: 6, 5, 4 Jan; 31, 30, 29 Dec; 24, 23, 22, 21 Dec are ten; so Friday 18 December has ten to come.
      '2026-12-18': ['designated-teacher: before 10'],
      // 29, 30, 31 Dec, 4, 5, 6 Jan: Tuesday 29 December has five to come; 25 to 28 December are Christmas and a weekend.
      '2026-12-29': ['designated-teacher: before 5'],
      '2027-01-05': ['designated-teacher: before 1'],
      '2027-01-07': ['designated-teacher: late', 'adviser: late (escalation)', 'social-worker: late (escalation)'],
      // 7, 8, 11, 12, 13 January.
      '2027-01-13': ['team-manager: manager (escalation)', 'setting-contact: manager (escalation)'],
      // 14, 15, 18, 19, 20 January.
      '2027-01-20': ['virtual-school-head: head (escalation)']
    }))

  it('and who acts together with the holder is told as well', () =>
    expect(year({ holder: 'social-worker', with: 'designated-teacher' })['2027-01-05']).toEqual([
      'social-worker: before 1',
      'designated-teacher: before 1'
    ]))

  it('nobody is told twice of what they hold themselves', () => {
    const worker = year({ holder: 'social-worker' })
    expect(worker['2027-01-07']).toEqual(['social-worker: late', 'adviser: late (escalation)'])
    expect(worker['2027-01-13']).toEqual(['team-manager: manager (escalation)'])
    expect(year({ holder: 'virtual-school-head' })['2027-01-20']).toBeUndefined()
  })

  it('not while the child’s first window is open: the days are counted from its end', () => {
    const open = year({ notLateUntil: day('2027-01-12') })
    // Tuesday 12 January: so 13; then 19 is the fifth and 26 the tenth.
    expect(Object.keys(open).slice(3)).toEqual(['2027-01-13', '2027-01-19', '2027-01-26'])
  })

  it('policy says which days, not the code', () => {
    const { policy } = contextOn('2026-12-16')
    const reminders = { ...policy.reminders, before: [2], headAfter: 11 }
    expect(Object.keys(year({}, [], { ...policy, reminders }))).toEqual([
      '2027-01-04',
      '2027-01-07',
      '2027-01-13',
      '2027-01-21'
    ])
  })
})

describe('a day on which the service did not run', () => {
  test.each([
    ['ten days before', ['2026-12-18'], '2026-12-21', ['designated-teacher: before 10']],
    ['five days before', ['2026-12-29', '2026-12-30'], '2026-12-31', ['designated-teacher: before 5']],
    [
      'the first day late',
      ['2027-01-07'],
      '2027-01-08',
      ['designated-teacher: late', 'adviser: late (escalation)', 'social-worker: late (escalation)']
    ],
    ['the tenth day late', ['2027-01-20', '2027-01-21'], '2027-01-22', ['virtual-school-head: head (escalation)']]
  ])('%s: the rung is given on the next, once', (_name, down, next, expected) => {
    const without = Object.entries(year()).filter(([date]) => !down.includes(date))
    expect(year({}, down)).toEqual({ ...Object.fromEntries(without), [next]: expected })
  })

  it('two rungs missed before the due date are one reminder, the nearest', () => {
    const down = ['2026-12-18', '2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24', '2026-12-29']
    expect(Object.entries(year({}, down))[0]).toEqual(['2026-12-30', ['designated-teacher: before 5']])
  })

  it('the day before was missed: on the day itself', () => {
    expect(told('2027-01-06', {}, ['before 5'])).toEqual(['designated-teacher: before 1'])
    expect(told('2027-01-06', {}, ['before 1'])).toEqual([])
  })

  it('what was due before the service came back is late, not due soon', () => {
    const first = remindersOf(submit, contextOn('2027-01-22')).map(inWords)
    expect(first).toHaveLength(6)
    expect(first).not.toContain('designated-teacher: before 1')
    expect(told('2027-01-25', {}, ['late', 'manager', 'head'])).toEqual([])
  })
})

describe('silence', () => {
  test.each([
    ['a Saturday', '2027-01-09', {}],
    ['Boxing Day’s substitute', '2026-12-28', {}],
    ['what is met', '2027-01-07', { metOn: day('2027-01-06') }],
    ['what is stopped', '2027-01-07', { stopped: 'The child has died.' }],
    ['what cannot be known', '2027-01-07', { due: null }],
    ['a year whose bank holidays nobody knows', '2035-01-10', { due: day('2035-01-09') }]
  ])('%s', (_name, today, change) => expect(told(today, change)).toEqual([]))
})
