import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { loadDemonstration } from '../demo/load.ts'
import { type Served, serveFor } from '../web/testing/served.ts'

/** "Waiting for others": a Remind button, logged, once a day (1-process.md). */

const today = '2026-11-26'
let db: TestDatabase
let owner: pg.Client
let served: Served
beforeAll(async () => {
  db = await testDatabase()
  await loadDemonstration(db.ownerUrl, Temporal.PlainDate.from(today))
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await owner.query('set row_security = off')
  served = await serveFor(db, today)
})
afterAll(async () => {
  await served.close()
  await owner.end()
  await db.drop()
})

const rows = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows
const reminded = () => rows(`select to_person, pep_id, subject, words from outbox where kind = 'reminded' order by id`)

it('an adviser reminds whoever holds a late step, once a day, on record, naming nobody', async () => {
  const adviser = await served.as('adviser')
  const first = await adviser.get('/')
  const path = /action="(\/peps\/[0-9a-f-]+\/remind)"/.exec(first.html)?.[1] ?? ''
  expect(path).toMatch(/remind$/)
  expect((await adviser.post(path, {}, '/')).goes).toBe('/#waiting-for-others')
  const told = await reminded()
  expect(told.length).toBeGreaterThan(0)
  expect(new Set(told.map(({ to_person }) => to_person)).size).toBe(told.length)
  const after = await adviser.get('/')
  expect(after.html).toMatch(/Reminded today at \d\d:\d\d/)
  expect(after.html).not.toContain(`action="${path}"`)
  const [child] = await rows('select c.last_name from pep p join child c on c.id = p.child_id where p.id = $1', [
    told[0].pep_id
  ])
  expect(`${told[0].subject} ${told[0].words}`).not.toContain(child.last_name)

  await adviser.post(path, {}, '/')
  await (await served.as('manager')).post(path, {}, '/account')
  expect((await reminded()).filter(({ pep_id }) => pep_id === told[0].pep_id)).toHaveLength(told.length)
  const deeds = await rows(`select payload from audit_event where action = 'remind' and pep_id = $1 order by at`, [
    told[0].pep_id
  ])
  expect(deeds.length).toBeGreaterThanOrEqual(2)
  expect(deeds[0].payload.told).toHaveLength(told.length)
  expect(deeds[1].payload.told).toEqual([])
})

it('a teacher, a carer and another council’s people remind nobody', async () => {
  const before = await reminded()
  const [{ pep_id }] = before
  for (const word of ['dt', 'carer', 'iro']) {
    const { status } = await (await served.as(word)).post(`/peps/${pep_id}/remind`, {}, '/account')
    expect([403, 404]).toContain(status)
  }
  expect(await reminded()).toEqual(before)
})
