import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { loadDemonstration } from './load.ts'

const today = Temporal.PlainDate.from('2026-11-24')
let test1: TestDatabase
let owner: Database
let app: Database

beforeAll(async () => {
  test1 = await testDatabase()
  owner = openDatabase(test1.ownerUrl, { max: 1 })
  app = openDatabase(test1.appUrl, { max: 2 })
  const began = performance.now()
  expect(await loadDemonstration(test1.ownerUrl, today)).toBe(true)
  console.log(`loaded in ${Math.round(performance.now() - began)} ms`)
})
afterAll(async () => {
  await owner.close()
  await app.close()
  await test1.drop()
})

const children = async (word: string) => {
  const person = await owner.kysely
    .selectFrom('person')
    .select('id')
    .where('demo_word', '=', word)
    .executeTakeFirstOrThrow()
  return asPerson(app, { person: person.id, today }, tx => tx.selectFrom('child').selectAll().execute())
}

test('a second start changes nothing', async () => {
  const count = () =>
    owner.kysely
      .selectFrom('child')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  const before = await count()
  expect(await loadDemonstration(test1.ownerUrl, today)).toBe(false)
  expect(await count()).toEqual(before)
})

test('the head sees every child of Arden and Vale that is not restricted from them, and none of Northmoor', async () => {
  const seen = await children('head')
  expect(new Set(seen.map(child => child.authority_id))).toEqual(new Set([990]))
  const all = await owner.kysely.selectFrom('child').select('id').where('authority_id', '=', 990).execute()
  expect(seen.length).toBe(all.length)
})

test('a designated teacher of a school that two councils use sees children of both, of that school only', async () => {
  const seen = await children('dt-elsewhere')
  expect(new Set(seen.map(child => child.authority_id))).toEqual(new Set([990, 991]))
  expect(seen.length).toBeGreaterThanOrEqual(5)
  expect(seen.length).toBeLessThan(12)
})
