import { randomUUID } from 'node:crypto'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { currentPlan } from '../guidance/current-plan.ts'
import { openDuePeps } from '../peps/opening.ts'
import { authority, type County, county } from '../peps/testing/county.ts'
import type { Shown } from '../web/page.ts'
import { ChildrenTable, listAddress } from './children-table.tsx'
import { type ChildList, listChildren, wanted } from './list.ts'
import { childrenFile } from './pages/children-file.ts'

const today = '2026-11-24'
const day = Temporal.PlainDate.from(today)
let land: County
let worker: string
let adviser: string
let stranger: string

beforeAll(async () => {
  land = await county()
  const setting = await land.setting()
  worker = await land.person('social-worker')
  adviser = await land.person('adviser')
  stranger = await land.person('social-worker')
  const siân = { first_name: 'Siân', last_name: 'O’Brien', search: 'sian obrien' }
  const child = await land.child('2013-05-01', '2026-10-19', { setting, worker, row: siân })
  const of = { authority_id: authority, child_id: child, starts: '2020-01-01' }
  await land.insert('allocation', [{ id: randomUUID(), ...of, person_id: adviser, role: 'adviser' }])
  await land.insert('placement', [{ id: randomUUID(), ...of, type: 'U1', out_of_area: true }])
  await land.child('2020-05-01', '2026-11-23', { row: { first_name: '=1+1', last_name: 'Sum', search: '1 1 sum' } })
  await land.child('2007-05-01', '2020-01-01', { row: { first_name: 'Grown', search: 'grown up' } })
  await land.run("update child_record set uasc = true where child_id = (select id from child where search = '1 1 sum')")
  await land.as(land.service, today, tx => openDuePeps(tx, authority, day))
})
afterAll(() => land.close())

const found = (person: string, query: Record<string, string>) =>
  land.as(person, today, async tx =>
    (await listChildren(tx, wanted(query), day, { me: person })).children.map(one => one.name)
  )
const everybody = ['=1+1 Sum', 'Grown Field', 'Siân O’Brien']

describe('finding by name, only whom the rows allow', () => {
  test.each([
    ['Sian', ['Siân O’Brien']],
    ['SIÂN', ['Siân O’Brien']],
    ['obrien', ['Siân O’Brien']],
    ["O'Brien", ['Siân O’Brien']],
    ['siân o’b', ['Siân O’Brien']],
    ['', everybody],
    ['%', everybody],
    ['_', everybody],
    ['\\', everybody],
    ["'; drop table child; --", []],
    ['zzz', []],
    ['\u0000', everybody]
  ])('%o', async (search, names) => {
    expect(await found(adviser, { search })).toEqual(names)
  })

  test('a worker finds their own, a stranger nobody', async () => {
    expect(await found(worker, {})).toEqual(['Siân O’Brien'])
    expect(await found(stranger, { search: 'Sian' })).toEqual([])
  })
})

describe('each filter is in the address and keeps what it says', () => {
  test.each([
    [{ phase: 'secondary' }, ['Siân O’Brien']],
    [{ phase: 'primary' }, ['=1+1 Sum']],
    [{ phase: 'primary', year: '9' }, []],
    [{ phase: 'post-16' }, ['Grown Field']],
    [{ late: '1' }, ['Siân O’Brien']],
    [{ uasc: '1' }, ['=1+1 Sum']],
    [{ county: 'out' }, ['Siân O’Brien']],
    [{ county: 'in' }, []],
    [{ adviser: 'me' }, ['Siân O’Brien']],
    [{ adviser: randomUUID() }, []],
    [{ without: 'adviser' }, ['=1+1 Sum']],
    [{ without: 'social-worker' }, ['=1+1 Sum']],
    [{ without: 'setting' }, ['=1+1 Sum']],
    [{ without: 'teacher' }, ['Siân O’Brien']],
    [{ without: 'contact' }, ['Siân O’Brien']],
    [{ authority: String(authority) }, everybody],
    [{ authority: '990' }, []],
    [{ state: 'planned', late: '1' }, ['Siân O’Brien']]
  ])('%o', async (query: Record<string, string>, names) => {
    expect(await found(adviser, query)).toEqual(names)
    const address = new URLSearchParams(listAddress('', wanted(query)).slice(1))
    expect(Object.fromEntries(address)).toEqual(query)
  })

  test.each([
    [{ phase: 'x', late: 'yes', county: 'north', without: 'soul', adviser: "' or 1=1", authority: '1;2', year: '99' }]
  ])('nonsense is not asked: %o', async query => {
    expect(listAddress('', wanted(query))).toBe('')
    expect(await found(adviser, query)).toEqual(everybody)
  })
})

test('the file holds all of them, and what would act as a formula is neutralised', async () => {
  const list: ChildList = await land.as(adviser, today, tx =>
    listChildren(tx, wanted({}), day, { me: adviser, all: true })
  )
  const sent = childrenFile.view(list, { today: day } as Shown)
  if (!('send' in sent)) throw new Error('Not a file.')
  const lines = String(sent.send).replace('\ufeff', '').split('\r\n')
  expect(lines[0]).toBe('name,age,year group,setting,plan,state of plan,next due,whose step,late')
  expect(lines.slice(1, -1).map(line => line.split(',')[0])).toEqual(["'=1+1 Sum", 'Grown Field', 'Siân O’Brien'])
})

describe('a row is of one plan: the current one', () => {
  const states = ['planned', 'in-progress', 'submitted', 'returned', 'signed-off', 'not-required'] as const
  const rounds = [
    ['2025-26', 'summer', '2026-04-01'],
    ['2026-27', 'autumn', '2026-08-25'],
    ['2026-27', 'spring', '2026-11-20']
  ] as const

  test('the database chooses the plan that the rule chooses, whatever the states', async () => {
    const id = await land.child('2014-05-01', '2020-01-01', { worker: stranger })
    for (const [first, second, third] of states.flatMap(a =>
      states.flatMap(b => states.map(c => [a, b, c] as const))
    )) {
      const plans = rounds.map(([year, term, openedOn], at) => ({
        id: `00000000-0000-4000-8000-00000000000${at}`,
        year,
        term,
        openedOn,
        state: [first, second, third][at] ?? 'planned'
      }))
      const rows = plans.map(({ openedOn, ...plan }) => ({
        ...plan,
        authority_id: authority,
        child_id: id,
        kind: 'termly',
        phase: 'primary',
        circumstances: [],
        form_version: '2026.1',
        opened_on: openedOn,
        unchecked_at_sign_off: false
      }))
      await land.insert('pep', rows)
      const [child] = (await land.as(stranger, today, tx => listChildren(tx, wanted({}), day, { me: stranger })))
        .children
      const current = currentPlan(plans)
      expect(child?.pep).toEqual(
        current && { id: current.id, state: current.state, term: `${current.term} ${current.year}`, opens: true }
      )
      await land.run('delete from pep where child_id = $1', [id])
    }
  })

  test('state, term and date belong together: next term’s round hides nothing, and the last plan’s date is not next term’s', async () => {
    const other = await land.person('social-worker')
    const id = await land.child('2014-06-01', '2020-01-01', { worker: other })
    await land.as(land.service, today, tx => openDuePeps(tx, authority, day, { by: other }))
    const row = async (query = {}) =>
      (await land.as(other, today, tx => listChildren(tx, wanted(query), day, { me: other }))).children[0]
    expect(await row()).toMatchObject({ pep: { term: 'autumn 2026-27', state: 'planned' }, late: true })
    expect((await row({ late: '1' }))?.id).toBe(id)
    expect((await row({ sort: 'due' }))?.id).toBe(id)
    const autumn = (await row())?.nextDue
    const spring = await row({ term: '2026-27 spring' })
    expect(spring).toMatchObject({ pep: { term: 'spring 2026-27', state: 'planned' }, late: false })
    expect(spring?.nextDue).not.toBe(autumn)
    await land.run(`update pep set state = 'signed-off' where child_id = $1 and term = 'autumn'`, [id])
    expect(await row()).toMatchObject({ pep: { term: 'spring 2026-27' }, nextDue: spring?.nextDue, late: false })
    expect(await row({ late: '1' })).toBeUndefined()
  })
})

describe('what a row says', () => {
  let other: string
  beforeAll(async () => {
    other = await land.person('social-worker')
    await land.child('2023-05-01', '2026-11-23', { worker: other, row: { first_name: 'Little', search: 'little' } })
    for (const row of [{ died_on: '2026-11-01' }, { adopted_on: '2026-11-02' }])
      await land.child('2014-05-01', '2020-01-01', { worker: other, row: { ...row, first_name: 'Gone', search: '' } })
  })
  const list = (query: Record<string, string>) =>
    land.as(other, today, tx => listChildren(tx, wanted(query), day, { me: other, all: true }))
  const linesOf = (of: ChildList): string[] => {
    const sent = childrenFile.view(of, { today: day } as Shown)
    return 'send' in sent ? String(sent.send).split('\r\n').slice(1, -1) : []
  }

  test('who died or was adopted is on the list only where that is asked for, without an age or a missing school', async () => {
    expect((await list({})).children.map(one => one.name)).toEqual(['Little Field'])
    expect((await list({ search: 'gone' })).total).toBe(0)
    const closed = await list({ closed: '1' })
    expect(closed.children.map(({ name, age, yearGroup }) => [name, age, yearGroup])).toEqual([
      ['Gone Field', null, null],
      ['Gone Field', null, null]
    ])
    const html = String(renderToString(ChildrenTable({ list: closed, at: '/children' })))
    expect(html).toContain('Record closed')
    expect(html).not.toContain('No school place')
    expect(linesOf(closed)[0]).toMatch(/^Gone Field,,record closed,,/)
  })

  test('a child before school has no number for a year', async () => {
    expect(linesOf(await list({}))[0]).toMatch(/^Little Field,3,before Reception,/)
  })

  test('a date says whose step it is, on the page and in the file', async () => {
    await land.as(land.service, today, tx => openDuePeps(tx, authority, day))
    const opened = await list({})
    expect(opened.children[0]?.holder).toBe('social worker')
    expect(String(renderToString(ChildrenTable({ list: opened, at: '/children' })))).toContain('Social worker’s: ')
    expect(linesOf(opened)[0]).toContain(',social worker,')
  })
})
