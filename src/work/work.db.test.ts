import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDuePeps } from '../peps/opening.ts'
import { authority, type County, county } from '../peps/testing/county.ts'
import { askedOf, workOf } from './work.ts'

const today = '2026-11-24'
const day = Temporal.PlainDate.from(today)
const sam = 'Sam Field'
let land: County
let worker: string
let stranger: string
let teacher: string
let adviser: string
let manager: string
let administrator: string
let head: string
let siân: string
let pep: string

beforeAll(async () => {
  land = await county()
  const setting = await land.setting()
  const team = randomUUID()
  await land.insert('team', [{ id: team, authority_id: authority, name: 'Children in care north' }])
  worker = await land.person('social-worker', { team_id: team })
  manager = await land.person('team-manager', { team_id: team })
  stranger = await land.person('social-worker')
  teacher = await land.person('designated-teacher', { setting_id: setting })
  adviser = await land.person('adviser')
  administrator = await land.person('administrator')
  head = await land.person('virtual-school-head')
  const row = { first_name: 'Siân', last_name: 'O’Brien', search: 'sian obrien' }
  siân = await land.child('2013-05-01', '2026-10-19', { setting, worker, row })
  await land.child('2014-05-01', '2026-11-23', { setting })
  await land.insert('allocation', [
    {
      id: randomUUID(),
      authority_id: authority,
      child_id: siân,
      person_id: adviser,
      role: 'adviser',
      starts: '2020-01-01'
    }
  ])
  await land.as(land.service, today, tx => openDuePeps(tx, authority, day))
  const [found] = await land.run('select id from pep where child_id = $1', [siân])
  pep = String(found?.id)
})
afterAll(() => land.close())

const work = (person: string, query = {}, more: { others?: boolean; gaps?: boolean } = {}) =>
  land.as(person, today, tx =>
    workOf(tx, askedOf(query), {
      today: day,
      others: more.others ?? false,
      authorityOfGaps: more.gaps ? authority : null
    })
  )
const items = async (person: string) =>
  (await work(person)).items.map(item => [item.child?.name, item.words, item.group])
const about = () => ({ pep_id: pep, child_id: siân, authority_id: authority })

describe('each sees what they hold', () => {
  test('the social worker: one row for what is done in one place, late first, the button leads to it', async () => {
    const { items: mine, total, counts } = await work(worker)
    expect(
      mine.map(item => [item.child?.name, item.words, item.group, item.due, item.href.replace(pep, 'ID')])
    ).toEqual([['Siân O’Brien', 'Arrange the first meeting', 'late', '2026-11-02', '/peps/ID/meeting']])
    expect(mine[0]?.clocks.map(clock => clock.name)).toEqual(['arrange-initial', 'hold-initial'])
    expect([total, counts.get('late')]).toEqual([1, 1])
  })

  test('the teacher: the first meeting, which they hold together with the social worker', async () => {
    expect(await items(teacher)).toContainEqual(['Siân O’Brien', 'Arrange the first meeting', 'late'])
  })

  test('the teacher is told the day to arrange by, as the social worker is, with the day to hold it beneath', async () => {
    const [theirs] = (await work(teacher)).items.filter(item => item.child?.name === 'Siân O’Brien')
    const [same] = (await work(worker)).items
    expect(theirs?.due).toBe('2026-11-02')
    expect(theirs?.clocks.map(({ name, due }) => [name, due])).toEqual([
      ['arrange-initial', '2026-11-02'],
      ['hold-initial', '2026-11-16']
    ])
    expect(theirs?.clocks).toEqual(same?.clocks)
  })

  test('nobody else: a stranger, the adviser', async () => {
    expect(await items(stranger)).toEqual([])
    expect(await items(adviser)).toEqual([])
  })

  test('a cover holds what the absent person holds, between the dates', async () => {
    const cover = await land.person('social-worker')
    const stand = { authority_id: authority, absent_person_id: worker, cover_person_id: cover, named_by: manager }
    await land.insert('stand_in', [{ id: randomUUID(), ...stand, starts: '2026-11-25' }])
    expect(await items(cover)).toEqual([])
    await land.run('update stand_in set starts = $1 where cover_person_id = $2', [today, cover])
    expect(await items(cover)).toHaveLength(1)
    await land.run('delete from stand_in where cover_person_id = $1', [cover])
  })

  test('a restricted child is on nobody’s list but of those named', async () => {
    await land.run('update child set restricted = true where id = $1', [siân])
    expect(await items(worker)).toEqual([])
    expect((await work(manager, {}, { others: true })).held).toEqual([])
    await land.run('update child set restricted = false where id = $1', [siân])
  })
})

describe('waiting for others', () => {
  test.each([
    ['the adviser', () => adviser],
    ['the team manager', () => manager]
  ])('%s sees who holds it, by name, plan by plan', async (_, who) => {
    const { held, heldSteps } = await work(who(), {}, { others: true })
    expect(heldSteps).toBe(1)
    expect(held.map(plan => [plan.child.name, plan.pepId])).toEqual([['Siân O’Brien', pep]])
    expect(held[0]?.steps).toEqual([
      {
        words: 'Arrange the first meeting',
        due: '2026-11-02',
        late: true,
        holder: 'social-worker',
        by: 'A social-worker',
        clock: 'arrange-initial',
        own: null
      }
    ])
  })

  test('counted by week, and a part of them shown', async () => {
    const all = await work(manager, {}, { others: true })
    expect([all.heldCounts.get('late'), all.heldCounts.get('this-week')]).toEqual([1, 0])
    const soon = await work(manager, { waits: 'this-week' }, { others: true })
    expect([soon.heldPlans, soon.heldSteps]).toEqual([0, 1])
    expect((await work(manager, { waits: 'late' }, { others: true })).heldPlans).toBe(1)
  })

  test('the manager is led to what they may do themselves', async () => {
    const { held } = await land.as(manager, today, tx =>
      workOf(tx, askedOf({}), { today: day, others: true, roles: ['team-manager'], authorityOfGaps: null })
    )
    expect(held[0]?.steps[0]?.own).toEqual({ words: 'Arrange it yourself', href: `/peps/${pep}/meeting` })
  })

  test('a teacher and a stranger see none of it', async () => {
    expect((await work(teacher, {}, { others: true })).held).toEqual([])
    expect((await work(stranger, {}, { others: true })).held).toEqual([])
  })
})

describe('what has no date, but waits', () => {
  const waiting = async (person: string) =>
    (await work(person)).items
      .filter(item => item.group === 'waiting')
      .map(item => [item.words, item.href.replace(pep, 'ID')])

  test('views that came by link: whoever marks them read', async () => {
    await land.insert('views', [
      { ...about(), party: 'carer', recorded_on: '2026-11-20', how: 'link', recorded_by: worker }
    ])
    const row = ['Read the views that came by link', '/peps/ID/views']
    expect(await waiting(worker)).toEqual([row])
    expect(await waiting(teacher)).toEqual([row])
    expect(await waiting(adviser)).toEqual([])
    await land.run('update views set read_at = now() where pep_id = $1', [pep])
    expect(await waiting(worker)).toEqual([])
  })

  test('feedback: the teacher, until it is answered; the parts of one child are one row', async () => {
    const given = { ...about(), words: 'Say how', given_by: adviser, given_on: '2026-11-20' }
    await land.insert('feedback', [
      { id: randomUUID(), ...given },
      { id: randomUUID(), ...given, section: 'P' }
    ])
    expect(await waiting(teacher)).toEqual([['Answer the adviser’s feedback: 2 parts', '/peps/ID/feedback']])
    expect(await waiting(worker)).toEqual([])
    // A later plan that was handed in is the answer.
    const later = randomUUID()
    await land.run(
      `insert into pep (id, authority_id, child_id, year, term, kind, phase, form_version, state, previous_pep_id, opened_on, submitted_on)
       select $2, authority_id, child_id, '2027-28', term, kind, phase, form_version, 'submitted', id, opened_on, '2026-11-23' from pep where id = $1`,
      [pep, later]
    )
    expect(await waiting(teacher)).toEqual([])
    await land.run('delete from pep where id = $1', [later])
    expect(await waiting(teacher)).toHaveLength(1)
    await land.run('update feedback set answer = $1', ['Done'])
    expect(await waiting(teacher)).toEqual([])
  })

  test('a concern: the child’s adviser; where there is none, the head', async () => {
    const id = randomUUID()
    const raised = {
      authority_id: authority,
      stage: 'before',
      words: 'Is she eating?',
      raised_by: worker,
      raised_on: '2026-11-20'
    }
    await land.insert('concern', [{ id, child_id: siân, ...raised }])
    expect(await waiting(adviser)).toEqual([['Answer a question or concern', `/concerns/${id}`]])
    expect(await waiting(head)).toEqual([])
    await land.run('update allocation set ends = $1 where person_id = $2', [today, adviser])
    expect(await waiting(head)).toEqual([['Answer a question or concern', `/concerns/${id}`]])
    expect(await waiting(adviser)).toEqual([])
    await land.run('update allocation set ends = null where person_id = $1', [adviser])
    await land.run('update concern set answered_on = $1', [today])
    expect(await waiting(adviser)).toEqual([])
  })

  test('two versions of an answer: those who wrote them', async () => {
    const said = { question: 'C1', section: 'C', audience: ['setting'], valid: true, ...about() }
    await land.insert('answer', [
      { ...said, value: 'one', version: 1, written_by: worker, written_at: '2026-11-20T10:00Z' }
    ])
    await land.insert('answer_rival', [
      {
        id: randomUUID(),
        ...said,
        value: 'two',
        base_version: 0,
        mutation: randomUUID(),
        written_by: teacher,
        written_at: '2026-11-20T10:01Z'
      }
    ])
    const row = ['Two people wrote the same answer: choose one', '/peps/ID/clashes']
    expect(await waiting(worker)).toEqual([row])
    expect(await waiting(teacher)).toEqual([row])
    expect(await waiting(manager)).toEqual([])
    await land.run('update answer_rival set settled_at = now()')
    expect(await waiting(worker)).toEqual([])
  })

  test('a delegate: the parts asked of them, until they are complete', async () => {
    const delegate = await land.person('delegate')
    const granted = {
      person_id: delegate,
      role: 'delegate',
      sections: ['G', 'I'],
      granted_by: teacher,
      starts: '2026-11-01'
    }
    await land.insert('section_grant', [{ id: randomUUID(), ...about(), ...granted }])
    expect(await waiting(delegate)).toEqual([['Write the 2 parts you were asked for', '/peps/ID/sections/G']])
    await land.insert('section_state', [{ ...about(), section: 'G', complete_by: delegate, complete_on: today }])
    expect(await waiting(delegate)).toEqual([['Write the part you were asked for', '/peps/ID/sections/I']])
    expect((await work(delegate)).children.total).toBe(0)
  })

  test('a parent’s copy: the second person, never the one who said yes', async () => {
    const copy = { audience: 'parent', file_name: 'x.pdf', sha256: 'a', size: 1, issued_at: '2026-11-20T10:00Z' }
    await land.insert('issued_copy', [{ id: randomUUID(), ...about(), ...copy }])
    expect(await waiting(manager)).toEqual([])
    const agreed = { place_withheld: false, ics_sequence: 0, next_flagged: false, parent_agreed_on: '2026-11-19' }
    await land.insert('meeting', [{ ...about(), ...agreed, parent_agreed_by: worker }])
    const row = ['Check the parent’s copy', '/peps/ID/copies/release']
    expect(await waiting(manager)).toEqual([row])
    expect(await waiting(administrator)).toEqual([row])
    await land.run('update meeting set parent_agreed_by = $1', [manager])
    expect(await waiting(manager)).toEqual([])
    await land.run('delete from issued_copy')
    await land.run('delete from meeting')
  })

  test('gaps in the records: the administrator, with a list of the children behind each', async () => {
    const gaps = async () => (await work(administrator, {}, { gaps: true })).items.map(item => [item.words, item.href])
    expect(await gaps()).toEqual([
      ['1 child has no adviser', '/children?without=adviser'],
      ['1 child has no social worker', '/children?without=social-worker'],
      ['1 setting has no contact for late work', '/school-contacts?without=yes']
    ])
    await land.run('update person set undeliverable_since = now() where id = $1', [stranger])
    expect(await gaps()).toContainEqual(['1 person cannot be reached by e-mail', '/messages/undelivered'])
    expect((await work(worker, {}, { gaps: true })).items.some(item => item.child === null)).toBe(false)
  })
})

test('nonsense in the address is nothing asked; a page past the end is empty, never an error', async () => {
  expect(askedOf({ when: "'; drop table child; --", page: '-3', waits: 'lunar', others: 'NaN' })).toEqual({
    when: null,
    page: 1,
    othersWhen: null,
    othersPage: 1
  })
  expect((await work(worker, { page: '9999' })).items).toEqual([])
  expect((await work(worker, { when: 'late' })).items).toHaveLength(1)
  expect((await work(worker, { when: 'later' })).items).toEqual([])
})

test('the first page names the first few of the children and how many there are', async () => {
  const { children } = await work(teacher)
  expect(children.total).toBe(2)
  expect(children.first.map(child => child.name)).toEqual([sam, 'Siân O’Brien'])
})
