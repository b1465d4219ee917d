import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '../guidance/words.ts'
import { sendMessage } from '../messages/outbox.ts'
import { openDuePeps } from '../peps/opening.ts'
import { authority, type County, county } from '../peps/testing/county.ts'
import { closes, comesIntoCare, leavesCare } from './care-changes.ts'
import { type ChildFacts, type Doing, factsOf } from './changes.ts'
import { movesHome, newCarer, passesTo } from './home-and-people.ts'

const today = '2026-11-18'
const day = (iso: string) => Temporal.PlainDate.from(iso)
let land: County
let school: string
let teacher: string
let worker: string
let head: string

beforeAll(async () => {
  land = await county()
  school = await land.setting('Oakfield School')
  teacher = await land.person('designated-teacher', { setting_id: school })
  worker = await land.person('social-worker')
  head = await land.person('virtual-school-head')
})
afterAll(() => land.close())

const doing = (person: string, on = today): Doing => ({
  person,
  today: day(on),
  now: Temporal.Instant.from(`${on}T12:00:00Z`),
  origin: 'http://localhost',
  seal: words => Buffer.from(words)
})
async function child(born = '2015-05-01', careFrom = '2021-02-01') {
  const id = await land.child(born, careFrom, { setting: school, worker })
  await land.as(land.service, today, tx => openDuePeps(tx, authority, day(today)))
  return id
}
type Tx = Parameters<Parameters<County['as']>[2]>[0]
const record = <T>(id: string, work: (tx: Tx, facts: ChildFacts) => Promise<T>, person = worker, on = today) =>
  land.as(person, on, async tx => {
    const known = await factsOf(tx, id)
    if (!known) throw new Error('no such child')
    return work(tx, known)
  })
const peps = (id: string) =>
  land.run('select kind, term, state, circumstances from pep where child_id = $1 order by opened_on, term, kind', [id])
const sees = (person: string, id: string, on = today) =>
  land.as(
    person,
    on,
    async tx => (await tx.selectFrom('child').select('id').where('id', '=', id).execute()).length === 1
  )
const carer = async (id: string, starts = '2021-02-01') => {
  const person = randomUUID()
  await land.insert('person', [{ id: person, kind: 'family', name: 'A carer', email: `${person}@example.org` }])
  await land.insert('allocation', [
    { id: randomUUID(), authority_id: authority, child_id: id, person_id: person, role: 'carer', starts }
  ])
  return person
}
const link = async (person: string, pep: string) => {
  const hash = Buffer.from(randomUUID())
  await land.run(`select app.make_link($1, $2, 'views', $3, '{}', now() + interval '7 days')`, [hash, person, pep])
  return async () => (await land.run('select state from app.link($1)', [hash]))[0]?.state
}
const pepOf = async (id: string) => String((await land.run('select id from pep where child_id = $1', [id]))[0]?.id)

describe('leaves care', () => {
  test('known ahead: this term’s plan becomes the leaving-care plan, due by that day', async () => {
    const id = await child()
    const done = await record(id, (tx, facts) =>
      leavesCare(tx, facts, { on: day('2026-12-10'), sudden: false, reason: 'E45' }, doing(worker))
    )
    expect(isRefusal(done)).toBe(false)
    expect(await peps(id)).toMatchObject([{ kind: 'leaving-care', circumstances: ['leaving-care'] }])
    const [clock] = await land.run(`select due::text from clock where child_id = $1 and name = 'leaving-care'`, [id])
    expect(clock).toEqual({ due: '2026-12-10' })
  })

  test('sudden: within ten working days, and the carer’s link ends at once', async () => {
    const id = await child()
    const home = await carer(id)
    const state = await link(home, await pepOf(id))
    await record(id, (tx, facts) =>
      leavesCare(tx, facts, { on: day(today), sudden: true, reason: 'E4A' }, doing(worker))
    )
    // Wed 18 Nov: 19, 20 = 2; 23–27 = 7; 30 Nov, 1, 2 Dec = 10.
    expect(await land.run(`select due::text from clock where child_id = $1 and name = 'leaving-care'`, [id])).toEqual([
      { due: '2026-12-02' }
    ])
    expect(await peps(id)).toMatchObject([{ kind: 'leaving-care' }])
    expect([await state(), await sees(home, id), await sees(teacher, id)]).toEqual(['revoked', false, true])
  })

  test('next term’s plan, opened early, asks nothing of anybody', async () => {
    const id = await child()
    await land.as(land.service, today, tx => openDuePeps(tx, authority, day(today), { by: head }))
    expect((await peps(id)).map(pep => pep.term)).toContain('spring')
    await record(id, (tx, facts) =>
      leavesCare(tx, facts, { on: day(today), sudden: true, reason: 'E4A' }, doing(worker))
    )
    const running = await land.run(
      `select distinct p.kind from clock c join pep p on p.id = c.pep_id where p.child_id = $1 and c.stopped is null and c.met_on is null`,
      [id]
    )
    expect(running).toEqual([{ kind: 'leaving-care' }])
  })

  test('is refused before care began, and twice', async () => {
    const id = await child()
    const leave = (on: string) =>
      record(id, (tx, facts) => leavesCare(tx, facts, { on: day(on), sudden: false, reason: 'E8' }, doing(worker)))
    expect(isRefusal(await leave('2021-02-01'))).toBe(true)
    expect(isRefusal(await leave(today))).toBe(false)
    expect(isRefusal(await leave('2020-01-01'))).toBe(true)
  })
})

describe('comes back into care', () => {
  test.each([
    ['in term: a first plan', '2026-11-16', 'initial'],
    ['on a Sunday', '2026-11-15', 'initial'],
    // Day 20 of 23 November is Monday 21 December.
    ['the meeting falls due in the Christmas holiday: an interim one in its place', '2026-11-23', 'interim']
  ])('%s', async (_, on, kind) => {
    const id = await land.child('2014-05-01', '2020-01-01', { setting: school, worker })
    await land.run(`update care_period set ends = '2025-06-01' where child_id = $1`, [id])
    const done = await record(
      id,
      (tx, facts) => comesIntoCare(tx, facts, { on: day(on), legalStatus: 'V2' }, doing(worker, '2026-11-24')),
      worker,
      '2026-11-24'
    )
    expect(isRefusal(done)).toBe(false)
    expect(await peps(id)).toMatchObject([{ kind, circumstances: ['first-pep'] }])
    const [row] = await land.run('select day_zero::text from pep where child_id = $1', [id])
    expect(row).toEqual({ day_zero: on })
  })
  test('is refused while care goes on', async () => {
    const id = await child()
    const done = await record(id, (tx, facts) =>
      comesIntoCare(tx, facts, { on: day(today), legalStatus: 'V2' }, doing(worker))
    )
    expect(isRefusal(done) && done.refused).toMatch(/cannot overlap/)
    expect(await land.run('select id from care_period where child_id = $1', [id])).toHaveLength(1)
  })
})

describe.each(['died', 'adopted'] as const)('%s', how => {
  test('messages, links, invitations and clocks stop, and only named people see the record', async () => {
    const id = await child()
    const pep = await pepOf(id)
    const home = await carer(id)
    const state = await link(home, pep)
    await land.run(`insert into meeting (pep_id, authority_id, child_id, on_date) values ($1, 937, $2, '2026-12-02')`, [
      pep,
      id
    ])
    await land.run(
      `insert into invitation (id, pep_id, authority_id, child_id, party, person_id, name) values (gen_random_uuid(), $1, 937, $2, 'designated-teacher', $3, 'A teacher')`,
      [pep, id, teacher]
    )
    await land.as(worker, today, tx =>
      sendMessage(tx, {
        eventKey: `waits ${id}`,
        authorityId: authority,
        childId: id,
        to: { person: teacher },
        kind: 'copy ready',
        subject: 'Waits',
        words: 'It waits.',
        origin: 'http://localhost'
      })
    )
    const done = await record(id, (tx, facts) => closes(tx, facts, { how, on: day('2026-11-15') }, doing(worker)))
    expect(isRefusal(done)).toBe(false)
    expect(await state()).toBe('revoked')
    expect(
      await land.run('select name from clock where child_id = $1 and met_on is null and stopped is null', [id])
    ).toEqual([])
    expect(await land.run('select withdrawn_at is null as stands from invitation where child_id = $1', [id])).toEqual([
      { stands: false }
    ])
    const [waiting] = await land.run('select id from outbox where event_key = $1', [`waits ${id}`])
    expect(await land.run('select email from app.message_to_deliver($1)', [waiting?.id])).toEqual([{ email: null }])
    expect([await sees(teacher, id), await sees(home, id), await sees(worker, id), await sees(head, id)]).toEqual([
      false,
      false,
      true,
      true
    ])
    expect((await land.as(land.service, today, tx => openDuePeps(tx, authority, day(today)))).opened).toEqual([])
    const again = await record(id, (tx, facts) => closes(tx, facts, { how, on: day(today) }, doing(worker)))
    expect(isRefusal(again)).toBe(true)
  })
})

test('after an adoption nothing finds the child by the old name', async () => {
  const id = await child()
  await record(id, (tx, facts) => closes(tx, facts, { how: 'adopted', on: day(today) }, doing(worker)))
  expect(await land.run('select search, merged_into from child where id = $1', [id])).toEqual([
    { search: '', merged_into: null }
  ])
})

describe('people and home', () => {
  test('a new social worker sees the child from the day; the old one keeps the open plan and nothing else', async () => {
    const id = await child()
    const next = await land.person('social-worker')
    const done = await record(id, (tx, facts) =>
      passesTo(tx, facts, { role: 'social-worker', personId: next, on: day(today) }, doing(worker))
    )
    expect(isRefusal(done)).toBe(false)
    expect([await sees(next, id), await sees(worker, id)]).toEqual([true, true])
    const facts = (person: string) =>
      land.as(person, today, async tx => ({
        pep: (await tx.selectFrom('pep').select('id').where('child_id', '=', id).execute()).length,
        record: (await tx.selectFrom('child_record').select('child_id').where('child_id', '=', id).execute()).length
      }))
    expect(await facts(next)).toEqual({ pep: 1, record: 1 })
    expect(await facts(worker)).toEqual({ pep: 1, record: 0 })
    const told = await land.run(`select to_person from outbox where child_id = $1 and kind = 'child begins'`, [id])
    expect(told).toEqual([{ to_person: next }])
  })

  test('only somebody of that role here can take it over', async () => {
    const id = await child()
    const done = await record(id, (tx, facts) =>
      passesTo(tx, facts, { role: 'adviser', personId: teacher, on: day(today) }, doing(worker))
    )
    expect(isRefusal(done) && done.refused).toMatch(/from the list/)
  })

  test('a move of home with another carer ends the old one’s link at once; the school stays', async () => {
    const id = await child()
    const old = await carer(id)
    const state = await link(old, await pepOf(id))
    const wanted = {
      on: day(today),
      type: 'U6',
      outOfArea: true,
      address: '1 New Road',
      postcode: 'AB1 2CD',
      carerChanges: true
    }
    await record(id, (tx, facts) => movesHome(tx, facts, wanted, doing(worker)))
    expect([await state(), await sees(old, id), await sees(teacher, id)]).toEqual(['revoked', false, true])
    expect(await land.as(teacher, today, tx => tx.selectFrom('placement_address').selectAll().execute())).toEqual([])
    await record(id, (tx, facts) =>
      newCarer(tx, facts, { name: 'Ros Anstey', email: 'ros@example.org', phone: null, on: day(today) }, doing(worker))
    )
    const [row] = await land.run(
      `select p.name, a.starts::text from allocation a join person p on p.id = a.person_id where a.child_id = $1 and a.role = 'carer' and a.ends is null`,
      [id]
    )
    expect(row).toEqual({ name: 'Ros Anstey', starts: today })
  })

  test('the address of somebody who works here is no carer’s', async () => {
    const id = await child()
    await land.run(`update person set email = 'head@example.org' where id = $1`, [head])
    const done = await record(id, (tx, facts) =>
      newCarer(tx, facts, { name: 'X', email: 'head@example.org', phone: null, on: day(today) }, doing(worker))
    )
    expect(isRefusal(done) && done.problems?.[0]?.where).toBe('email')
  })
})
