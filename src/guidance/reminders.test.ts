import { describe, expect, it, test } from 'vitest'
import type { Clock } from './clocks/clock.ts'
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
const inWords = ({ to, why, workingDays, escalation }: Reminder) =>
  `${to} ${why} ${workingDays}${escalation ? ' (escalation)' : ''}`
const told = (today: string, change: Partial<Clock> = {}) =>
  remindersOf({ ...submit, ...change }, contextOn(today)).map(inWords)

describe('before it is due, whoever must act is told', () => {
  test.each([
    // Back from 6 Jan: 6, 5, 4 Jan; 31, 30, 29 Dec; 24, 23, 22, 21 Dec are ten; so Friday 18 December has ten to come.
    ['2026-12-17', []],
    ['2026-12-18', ['designated-teacher due-soon 10']],
    ['2026-12-21', []],
    // 29, 30, 31 Dec, 4, 5, 6 Jan: Tuesday 29 December has five to come; 25 to 28 December are Christmas and a weekend.
    ['2026-12-24', []],
    ['2026-12-29', ['designated-teacher due-soon 5']],
    ['2027-01-04', []],
    ['2027-01-05', ['designated-teacher due-soon 1']],
    ['2027-01-06', []]
  ])('%s: %j', (today, expected) => expect(told(today)).toEqual(expected))

  it('and who acts together with them', () =>
    expect(told('2027-01-05', { holder: 'social-worker', with: 'designated-teacher' })).toEqual([
      'social-worker due-soon 1',
      'designated-teacher due-soon 1'
    ]))
})

describe('when it is late, one circle more each time', () => {
  test.each([
    ['2027-01-07', ['designated-teacher late 1', 'adviser late 1 (escalation)', 'social-worker late 1 (escalation)']],
    ['2027-01-08', []],
    // 7, 8, 11, 12, 13 January.
    ['2027-01-13', ['team-manager late 5 (escalation)', 'setting-contact late 5 (escalation)']],
    // 14, 15, 18, 19, 20 January.
    ['2027-01-20', ['virtual-school-head late 10 (escalation)']],
    ['2027-01-21', []]
  ])('%s: %j', (today, expected) => expect(told(today)).toEqual(expected))

  it('nobody is told twice of what they hold themselves', () => {
    expect(told('2027-01-07', { holder: 'social-worker' })).toEqual([
      'social-worker late 1',
      'adviser late 1 (escalation)'
    ])
    expect(told('2027-01-13', { holder: 'social-worker' })).toEqual(['team-manager late 5 (escalation)'])
    expect(told('2027-01-20', { holder: 'virtual-school-head' })).toEqual([])
  })
  it('not while the child’s first window is open: the days are counted from its end', () => {
    const open = { notLateUntil: day('2027-01-12') }
    expect(told('2027-01-07', open)).toEqual([])
    expect(told('2027-01-13', open)).toHaveLength(3)
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

it('policy says which days, not the code', () => {
  const context = contextOn('2027-01-04')
  const reminders = { ...context.policy.reminders, before: [2] }
  const found = remindersOf(submit, { ...context, policy: { ...context.policy, reminders } })
  expect(found.map(inWords)).toEqual(['designated-teacher due-soon 2'])
})
