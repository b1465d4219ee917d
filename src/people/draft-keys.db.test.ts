import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

/** The key of words that wait in a browser: per person and browser, for 24 hours of the server's clock. */

let database: TestDatabase
let plan: Plan
let owner: pg.Client
let served: Served
let dt: Visitor
const browser = '7f0c2f8e-3a54-4b4c-9a55-0d6f3f0a1b2c'
const at = `/session/drafts/${browser}`

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
})
afterAll(async () => {
  await served.close()
  await owner.end()
  await plan.close()
  await database.drop()
})

const keyOf = async (visitor: Visitor, path = at): Promise<string> => JSON.parse((await visitor.get(path)).html).key

it('is the same for one person and browser, and another for anybody else', async () => {
  const key = await keyOf(dt)
  expect(Buffer.from(key, 'base64')).toHaveLength(32)
  expect(await keyOf(dt)).toBe(key)
  expect(await keyOf(await served.as('dt'))).toBe(key)
  expect(await keyOf(await served.as('sw'))).not.toBe(key)
  expect(await keyOf(dt, '/session/drafts/00000000-0000-4000-8000-000000000000')).not.toBe(key)
})

it('is kept 24 hours after it was last given out, and then never again', async () => {
  const key = await keyOf(dt)
  await owner.query(`update draft_key set given_at = given_at - interval '23 hours 50 minutes'`)
  expect(await keyOf(dt)).toBe(key)
  await owner.query(`update draft_key set given_at = given_at - interval '24 hours 1 minute'`)
  expect(await keyOf(dt)).not.toBe(key)
})

it('goes with the person who signs out', async () => {
  const key = await keyOf(dt)
  expect((await dt.post(at, {}, '/account')).goes).toBe('/session')
  expect(await keyOf(dt)).not.toBe(key)
})

it('is not given for what is no browser', async () => expect((await dt.get('/session/drafts/..%2Fx')).status).toBe(404))
