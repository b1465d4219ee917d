import { describe, expect, it } from 'vitest'
import {
  type Care,
  enterCare,
  type Followed,
  follow,
  leaveCare,
  leaveSetting,
  moveNeedsApproval,
  type Place,
  passOn,
  startAtSetting,
  stayPut
} from './circumstances.ts'
import type { PlainDate } from './dates.ts'
import { day } from './testing/books.ts'
import { type Circumstance, isRefusal, type Refusal } from './words.ts'

const today = day('2026-11-26')
const born = day('2012-05-01')
const place = (id: string, starts: string, ends: string | null = null, main = true): Place => ({
  id,
  settingId: `setting of ${id}`,
  starts: day(starts),
  ends: ends ? day(ends) : null,
  main
})
const said = (decision: { ends: ReadonlyMap<string, PlainDate> } | Refusal) =>
  isRefusal(decision) ? decision.refused : Object.fromEntries([...decision.ends].map(([id, on]) => [id, on.toString()]))

describe('starts at a setting', () => {
  const start = (places: Place[], on: string, settingId = 'new', main = true) =>
    said(startAtSetting(places, { settingId, on: day(on), main }, { born, today }))
  it.each<[string, Place[], string, unknown]>([
    ['the first one', [], '2026-11-02', {}],
    ['a planned move ends the present one that day', [place('a', '2023-09-01')], '2027-01-05', { a: '2027-01-05' }],
    ['a sudden one too', [place('a', '2023-09-01')], '2026-11-20', { a: '2026-11-20' }],
    ['after a gap nothing has to end', [place('a', '2023-09-01', '2026-10-01')], '2026-11-20', {}],
    [
      'a later plan is taken back: it ends on the day it was to start',
      [place('a', '2023-09-01', '2027-01-05'), place('b', '2027-01-05')],
      '2026-12-14',
      { b: '2027-01-05', a: '2026-12-14' }
    ],
    [
      'postponed: the present one goes on until then',
      [place('a', '2023-09-01', '2027-01-05'), place('b', '2027-01-05')],
      '2027-01-20',
      { b: '2027-01-05', a: '2027-01-20' }
    ],
    ['a second setting ends nothing', [place('b', '2023-09-01', null, false)], '2026-12-01', {}]
  ])('%s', (_, places, on, expected) => expect(start(places, on)).toEqual(expected))

  it('is refused before birth, over a later one that has begun, twice at the same, and too far ahead', () => {
    expect(start([], '2012-04-30')).toMatch(/born on Tuesday 1 May 2012/)
    expect(start([place('a', '2026-11-10')], '2026-11-02')).toMatch(/recorded from Tuesday 10 November 2026/)
    expect(start([place('a', '2023-09-01')], '2026-12-01', 'setting of a')).toMatch(/on this setting’s roll since/)
    expect(start([], '2028-01-01')).toMatch(/within the next year/)
  })
  it('stays after all: the plan never begins, the present one goes on', () => {
    const planned = [place('a', '2023-09-01', '2027-01-05'), place('b', '2027-01-05')]
    const stays = stayPut(planned, today)
    expect(said(stays)).toEqual({ b: '2027-01-05' })
    expect('goesOn' in stays && stays.goesOn).toEqual(['a'])
    expect(said(stayPut([place('a', '2023-09-01')], today))).toMatch(/No move is planned/)
  })
  it('a second setting may become the main one; a main one is not a second one as well', () => {
    expect(start([place('a', '2023-09-01', null, false)], '2026-12-01', 'setting of a')).toEqual({ a: '2026-12-01' })
    expect(start([place('a', '2023-09-01')], '2026-12-01', 'setting of a', false)).toMatch(/roll since/)
  })
})

it.each<[string, Place | undefined, string, unknown]>([
  ['known ahead', place('a', '2023-09-01'), '2026-12-19', { a: '2026-12-19' }],
  ['already planned, another day', place('a', '2023-09-01', '2026-12-19'), '2026-12-12', { a: '2026-12-12' }],
  ['nobody', undefined, '2026-12-19', 'Choose the setting that they leave.'],
  ['the day they started', place('a', '2026-11-20'), '2026-11-20', /must not be before/],
  ['left long ago', place('a', '2023-09-01', '2026-10-01'), '2026-11-20', /left there on Thursday 1 October 2026/]
])('leaves a setting: %s', (_, from, on, expected) => {
  const found = said(leaveSetting(from, day(on), today))
  if (expected instanceof RegExp) expect(found).toMatch(expected)
  else expect(found).toEqual(expected)
})

describe('care', () => {
  const period = (id: string, starts: string, ends: string | null = null, shortBreaks = false): Care => ({
    id,
    starts: day(starts),
    ends: ends ? day(ends) : null,
    shortBreaks
  })
  const enter = (care: Care[], on: string) => said(enterCare(care, day(on), { born, today }))
  it.each<[string, Care[], string, unknown]>([
    ['for the first time, on a Sunday', [], '2026-11-22', {}],
    ['on 31 August', [], '2026-08-31', {}],
    ['again after having left', [period('a', '2020-01-01', '2025-06-01')], '2026-11-20', {}],
    ['the day the last one ended', [period('a', '2020-01-01', '2026-11-20')], '2026-11-20', {}],
    ['short breaks end with it', [period('a', '2025-01-01', null, true)], '2026-11-20', { a: '2026-11-20' }]
  ])('begins %s', (_, care, on, expected) => expect(enter(care, on)).toEqual(expected))
  it('is refused where periods would overlap, before birth, and ahead of time', () => {
    expect(enter([period('a', '2020-01-01')], '2026-11-20')).toMatch(
      /has not ended\. Two periods of care cannot overlap/
    )
    expect(enter([period('a', '2020-01-01', '2025-06-01')], '2025-05-31')).toMatch(/cannot overlap/)
    expect(enter([period('a', '2026-06-01', '2026-07-01')], '2026-05-01')).toMatch(/cannot overlap/)
    expect(enter([], '2012-04-30')).toMatch(/cannot begin before that/)
    expect(enter([], '2026-11-27')).toMatch(/once it has begun/)
  })
  it('ends on a day after it began', () => {
    const care = [period('a', '2026-11-02')]
    expect(said(leaveCare(care, day('2026-12-18'), today))).toEqual({ a: '2026-12-18' })
    expect(said(leaveCare(care, day('2026-11-02'), today))).toMatch(/cannot end before that/)
    expect(said(leaveCare([], day('2026-12-18'), today))).toMatch(/No care is recorded/)
  })
})

it('a task passes on by day: the one before ends, a later one contradicts', () => {
  const history = [{ id: 'old', starts: day('2024-01-01'), ends: null }]
  expect(said(passOn(history, day('2026-12-01'), today))).toEqual({ old: '2026-12-01' })
  expect(said(passOn(history, day('2023-12-01'), today))).toMatch(/from Monday 1 January 2024/)
})

it.each([
  ['born 1 September 2012: year 9', '2012-09-01', false],
  ['born 31 August 2012: year 10', '2012-08-31', true],
  ['born 1 September 2010: year 11', '2010-09-01', true],
  ['born 31 August 2010: year 12', '2010-08-31', false]
])('regulation 10 on 26 November 2026, %s', (_, date, expected) => {
  expect(moveNeedsApproval(day(date), null, today, true)).toBe(expected)
  expect(moveNeedsApproval(day(date), null, today, false)).toBe(false)
})
it('goes by the year they are taught in', () =>
  expect(moveNeedsApproval(day('2010-08-31'), 11, today, true)).toBe(true))

describe('an open plan follows the child', () => {
  const open: Followed = { kind: 'termly', state: 'in-progress', settingId: 'old', circumstances: [], held: false }
  const none: Circumstance[] = []
  it.each<[string, Partial<Followed>, Parameters<typeof follow>[1], unknown]>([
    [
      'a sudden move: to the new setting',
      {},
      { settingId: 'new', circumstances: none, due: 'termly' },
      { kind: 'termly', settingId: 'new', circumstances: [] }
    ],
    [
      'a move known in this term: the old setting’s transition plan',
      {},
      { settingId: 'old', circumstances: none, due: 'transition' },
      { kind: 'transition', settingId: 'old', circumstances: [] }
    ],
    [
      'held already: it stays where the meeting was',
      { held: true },
      { settingId: 'new', circumstances: none, due: 'interim' },
      { kind: 'termly', settingId: 'old', circumstances: [] }
    ],
    [
      'submitted: nothing moves',
      { state: 'submitted', held: true },
      { settingId: null, circumstances: ['no-school-place'], due: null },
      { kind: 'termly', settingId: 'old', circumstances: [] }
    ],
    [
      'a transition plan is the old setting’s to finish, also after the move',
      { kind: 'transition' },
      { settingId: 'new', circumstances: none, due: 'termly' },
      { kind: 'transition', settingId: 'old', circumstances: [] }
    ],
    [
      'no school place: the social worker leads',
      {},
      { settingId: null, circumstances: ['no-school-place'], due: 'termly' },
      { kind: 'termly', settingId: null, circumstances: ['no-school-place'] }
    ],
    [
      'a place found: the designated teacher takes over, and a first plan stays a first plan',
      { kind: 'initial', settingId: null, circumstances: ['no-school-place', 'uasc', 'first-pep'] },
      { settingId: 'new', circumstances: ['uasc', 'first-pep'], due: 'initial' },
      { kind: 'initial', settingId: 'new', circumstances: ['uasc', 'first-pep'] }
    ],
    [
      'care will end this term: the leaving-care plan',
      {},
      { settingId: 'old', circumstances: ['leaving-care'], due: 'leaving-care' },
      { kind: 'leaving-care', settingId: 'old', circumstances: ['leaving-care'] }
    ],
    [
      'an interim plan stays an interim plan',
      { kind: 'interim' },
      { settingId: 'old', circumstances: none, due: 'transition' },
      { kind: 'interim', settingId: 'old', circumstances: [] }
    ]
  ])('%s', (_, pep, facts, expected) => expect(follow({ ...open, ...pep }, facts)).toEqual(expected))
})
