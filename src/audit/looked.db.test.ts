import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { type Deed, record } from './audit.ts'
import { filterOf, whoLooked } from './looked.ts'

let db: TestDatabase
let database: Database
const today = Temporal.PlainDate.from('2026-11-23')
const [child, sibling, worker, teacher, stranger] = [newId(), newId(), newId(), newId(), newId()]
const everything = filterOf({})

const put = (person: string, deed: Partial<Deed>) =>
  asPerson(database, { person, today }, tx => record(tx, { person, action: 'see: child', ...deed }))
const looked = (person: string, filter = everything, page = 1) =>
  asPerson(database, { person, today }, tx => whoLooked(tx, child, filter, page))

beforeAll(async () => {
  db = await testDatabase()
  const owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await owner.query(`
    insert into child (id, authority_id, date_of_birth) values ('${child}', 937, '2014-05-01'), ('${sibling}', 937, '2015-05-01');
    insert into person (id, kind, name) values ('${worker}', 'professional', 'A Worker'), ('${teacher}', 'professional', 'B Teacher'),
      ('${stranger}', 'professional', 'C Stranger');
    insert into appointment (id, person_id, role, authority_id, starts) values (gen_random_uuid(), '${worker}', 'social-worker', 937, '2025-01-01');
    insert into allocation (id, authority_id, child_id, person_id, role, starts)
      values (gen_random_uuid(), 937, '${child}', '${worker}', 'social-worker', '2025-01-01')`)
  await owner.end()
  database = openDatabase(db.appUrl, { max: 2 })
  await put(worker, { childId: child, authorityId: 937, role: 'social-worker' })
  // A list of another authority's reader that showed this child.
  await put(teacher, { ids: [sibling, child], authorityId: 991, role: 'designated-teacher', action: 'see: children' })
  await put(teacher, { ids: [sibling], authorityId: 991 })
  await put(teacher, { childId: sibling, authorityId: 937 })
  await put(stranger, { childId: child, authorityId: 937, outcome: 'refused' })
})
afterAll(async () => {
  await database.close()
  await db.drop()
})

test('the newest first, with lists and refusals, and nothing of another child', async () => {
  const { rows, all, people } = await looked(worker)
  expect(all).toBe(3)
  expect(rows.map(({ person_name, in_list, outcome }) => [person_name, in_list, outcome])).toEqual([
    ['C Stranger', false, 'refused'],
    ['B Teacher', true, 'done'],
    ['A Worker', false, 'done']
  ])
  expect(people.map(({ name }) => name)).toEqual(['A Worker', 'B Teacher', 'C Stranger'])
  expect(JSON.stringify(rows)).not.toContain(sibling)
})

test('whoever does not answer for the child learns nothing', async () => {
  for (const person of [teacher, stranger]) expect(await looked(person)).toMatchObject({ rows: [], people: [], all: 0 })
})

test('by person, and by day in London', async () => {
  expect((await looked(worker, { ...everything, person: teacher })).all).toBe(1)
  const day = Temporal.Now.plainDateISO('Europe/London')
  const on = (from: string | null, to: string | null) => looked(worker, { person: null, from, to })
  expect((await on(day.toString(), day.toString())).all).toBe(3)
  expect((await on(day.add({ days: 1 }).toString(), null)).all).toBe(0)
  expect((await on(null, day.subtract({ days: 1 }).toString())).all).toBe(0)
})

test('one look at a plan is one entry, in the role that let them in; a connection that was refused shows', async () => {
  const follow = { childId: child, authorityId: 937, action: 'follow plan' }
  await put(worker, { childId: child, authorityId: 937, role: 'social-worker', action: 'see: plan' })
  await put(worker, { ...follow, role: 'social-worker' })
  await put(worker, { childId: child, authorityId: 937, action: 'write answers' })
  await put(stranger, { ...follow, outcome: 'refused' })
  const { rows, all } = await looked(worker)
  expect(all).toBe(6)
  expect(rows.slice(0, 3).map(({ action, role, outcome }) => [action, role, outcome])).toEqual([
    ['follow plan', null, 'refused'],
    ['write answers', 'social-worker', 'done'],
    ['see: plan', 'social-worker', 'done']
  ])
})

test('25 a page; a page that is not there is the nearest', async () => {
  for (let index = 0; index < 30; index++)
    await put(worker, { childId: child, authorityId: 937, action: `see: ${index}` })
  const [first, last] = [await looked(worker), await looked(worker, everything, 99)]
  expect([first.rows.length, first.page, first.pages]).toEqual([25, 1, 2])
  expect([last.rows.length, last.page]).toEqual([11, 2])
  expect((await looked(worker, everything, Number.NaN)).page).toBe(1)
})

test('a filter of nonsense counts as none', () => {
  expect(
    filterOf({ person: "x' or 1=1", 'from-day': '31', 'from-month': '2', 'from-year': '2026', 'to-day': 'a' })
  ).toEqual(everything)
  expect(filterOf({ 'from-day': '1', 'from-month': '2', 'from-year': '2026' }).from).toBe('2026-02-01')
})
