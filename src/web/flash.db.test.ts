import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor } from './testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday)
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

it('what was done is said on the next page that somebody sees, once, and not to what a page asks in the background', async () => {
  const dt = await served.as('dt')
  const at = `/peps/${plan.pepId}/sections/R`
  const saved = await dt.post(at, { 'q:R.teaching': 'A seat at the side', leave: 'back' })
  expect(saved.goes).toBe(`/peps/${plan.pepId}`)
  await (await dt.open('/session', { headers: { 'sec-fetch-dest': 'empty' } })).text()
  const next = await (await dt.open(saved.goes ?? '', { headers: { 'sec-fetch-dest': 'document' } })).text()
  expect(next).toContain('Saved: ')
  expect((await dt.get(saved.goes ?? '')).html).not.toContain('Saved: ')
})
