import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { type Served, serveFor } from '../web/testing/served.ts'
import { loadDemonstration } from './load.ts'

const today = '2026-10-12'
let made: TestDatabase
let owner: Database
let served: Served
beforeAll(async () => {
  made = await testDatabase()
  await loadDemonstration(made.ownerUrl, Temporal.PlainDate.from(today))
  owner = openDatabase(made.ownerUrl, { max: 1 })
  served = await serveFor(made, today)
}, 120_000)
afterAll(async () => {
  await served.close()
  await owner.close()
  await made.drop()
})

test('children in their first 20 days are nowhere late, and are counted apart', async () => {
  const { rows } = await owner.pool.query<{ first_name: string; late: boolean }>(
    `select distinct coalesce(c.preferred_name, c.first_name) as first_name, k.late_after < $1::date as late
       from open_clock k join child c on c.id = k.child_id
      where k.authority_id = 990 and k.due < $1::date
        and exists (select from clock h where h.child_id = k.child_id and h.name = 'hold-initial' and h.due >= $1::date)`,
    [today]
  )
  expect(rows.map(row => row.first_name)).toEqual(expect.arrayContaining(['Tommy', 'Minh']))
  expect(rows.filter(row => row.late)).toEqual([])
  const { html } = await (await served.as('head')).get('/insight/lateness?of=social-worker&inside=1')
  for (const { first_name } of rows) expect(html).toContain(first_name)
})
