import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { percent } from '../guidance/figures.ts'
import { openDuePeps } from '../peps/opening.ts'
import { authority, type County, county } from '../peps/testing/county.ts'
import { askedLate, lateElsewhere, lateGroups, lateSteps } from './lateness.ts'
import { pulseOf } from './pulse.ts'

const today = '2026-11-24'
const day = Temporal.PlainDate.from(today)
let land: County
let head: string
let worker: string
let setting: string
let inside: string

beforeAll(async () => {
  land = await county()
  setting = await land.setting()
  head = await land.person('virtual-school-head')
  const team = randomUUID()
  await land.insert('team', [{ id: team, authority_id: authority, name: 'North' }])
  worker = await land.person('social-worker', { team_id: team })
  await land.child('2013-05-01', '2026-10-19', { setting, worker, row: { first_name: '=cmd|A1', search: 'cmd' } })
  await land.child('2014-05-01', '2020-01-06', { setting, worker })
  inside = await land.child('2014-06-01', '2026-11-16', { setting })
  await land.child('2025-06-01', '2026-01-05')
  await land.as(land.service, today, tx => openDuePeps(tx, authority, day))
})
afterAll(() => land.close())

const late = (query = {}, person = head) => land.as(person, today, tx => lateSteps(tx, authority, askedLate(query)))

describe('what is late', () => {
  test.each([
    [
      'holder',
      [
        ['Designated teachers', 1],
        ['Social workers', 2]
      ]
    ],
    ['setting', [['Oak Lane School, Rugby', 1]]],
    ['team', [['North', 3]]],
    ['adviser', [['No adviser', 3]]]
  ] as const)('by %s', async (by, expected) => {
    const groups = await land.as(head, today, tx => lateGroups(tx, authority, by))
    const found = groups.filter(group => group.late > 0).map(group => [group.words, group.late])
    expect(found.toSorted()).toEqual(expected)
  })

  test('each number leads to its children, the longest late first', async () => {
    const { steps, total } = await late({ by: 'holder', of: 'social-worker' })
    expect(total).toBe(2)
    expect(steps.map(step => [step.words, step.due, step.days, step.person])).toEqual([
      // Due on day 10; nobody counted it late before day 20 had passed.
      ['Arrange the first meeting', '2026-11-02', 8, 'A social-worker'],
      ['Hold the first meeting', '2026-11-16', 8, 'A social-worker']
    ])
  })

  test('a child inside the first 20 days is apart', async () => {
    const all = await late({})
    expect(all.steps.some(step => step.childId === inside)).toBe(false)
  })

  test('with its own count, and its own rows in the file, once a date has passed', async () => {
    // Into care Mon 16 Nov: day 10 is Mon 30 Nov, day 20 Mon 14 Dec.
    const on = '2026-12-04'
    const groups = await land.as(head, on, tx => lateGroups(tx, authority, 'holder'))
    expect(groups.find(({ key }) => key === 'social-worker')).toMatchObject({ inside: 1 })
    const apart = await land.as(head, on, tx =>
      lateSteps(tx, authority, askedLate({ of: '-', by: 'adviser', inside: '1' }))
    )
    expect(apart.steps.map(({ childId, due }) => [childId, due])).toEqual([[inside, '2026-11-30']])
    const file = await land.as(head, on, tx => lateSteps(tx, authority, askedLate({ by: 'team' }), true))
    expect(file.steps.map(step => [step.team, step.due, step.inside ? null : step.lateSince])).toEqual([
      ['North', '2026-10-23', '2026-10-24'],
      ['North', '2026-11-02', '2026-11-17'],
      ['North', '2026-11-16', '2026-11-17'],
      [null, '2026-11-30', null]
    ])
  })

  test('by setting nobody answers for a social worker, and what is left out is counted', async () => {
    const of = await land.as(head, today, async tx => ({
      elsewhere: await lateElsewhere(tx, authority),
      file: (await lateSteps(tx, authority, askedLate({ by: 'setting' }), true)).steps
    }))
    expect(of.elsewhere).toBe(2)
    expect(of.file.map(({ holder, setting: at }) => [holder, at])).toEqual([['designated-teacher', 'Oak Lane School']])
  })

  test('nobody without the authority sees a number of it', async () => {
    const stranger = await land.person('social-worker')
    expect(await land.as(stranger, today, tx => lateGroups(tx, authority, 'holder'))).toEqual([])
    expect((await late({}, stranger)).steps).toEqual([])
  })

  test.each([[{ of: "' or true --" }], [{ of: '%' }], [{ by: 'setting', of: "x'); drop table child" }]])(
    'hostile words find nothing: %o',
    async query => {
      expect((await late(query)).total).toBe(0)
    }
  )
})

test('the pulse counts as its definitions say', async () => {
  const pulse = await land.as(head, today, tx => pulseOf(tx, authority, day))
  // One was in care long before the deadline and was not reviewed; one was still inside the first 20 days on it; one came after; one is a baby.
  expect(pulse?.now.termly).toEqual({ met: 0, of: 1, inside: 1, toCome: 0 })
  expect(pulse?.now.initial).toEqual({ arranged: { met: 0, of: 1 }, held: { met: 0, of: 1 }, inside: 1 })
  expect(pulse?.now.currency).toEqual({ met: 0, of: 3 })
  expect(percent(pulse?.now.quality ?? { met: 0, of: 0 })).toBeNull()
  expect(pulse?.before?.termly).toEqual({ met: 0, of: 1, inside: 0, toCome: 0 })
})

test('a meeting held by the due date counts at once', async () => {
  const [pep] = await land.run(
    "select p.id, p.child_id from pep p join care_period c on c.child_id = p.child_id where c.starts = '2020-01-06' and p.kind = 'termly' limit 1"
  )
  const meeting = { place_withheld: false, ics_sequence: 0, next_flagged: false, held_on: '2026-10-20' }
  await land.insert('meeting', [{ pep_id: pep?.id, child_id: pep?.child_id, authority_id: authority, ...meeting }])
  const pulse = await land.as(head, today, tx => pulseOf(tx, authority, day))
  expect(pulse?.now.termly).toMatchObject({ met: 1, of: 1 })
})
