import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { loadDemonstration } from '../demo/load.ts'
import { type Served, serveFor } from '../web/testing/served.ts'

/** An address that does not exist is noticed at sending; here the administrator sees it, and what to do about it. */

const today = '2026-11-26'
const path = '/messages/undelivered'
let db: TestDatabase
let owner: pg.Client
let served: Served
let teacher: { id: string; name: string }
const rows = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows

beforeAll(async () => {
  db = await testDatabase()
  await loadDemonstration(db.ownerUrl, Temporal.PlainDate.from(today))
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await owner.query('set row_security = off')
  served = await serveFor(db, today)
  const [found] = await rows(
    `update person set undeliverable_since = '2026-11-24T10:00:00Z' where demo_word = 'dt' returning id, name`
  )
  teacher = found
  for (const authority of [990, 991]) await refused(`gone@${authority}.example`, authority)
  const [contact] = await rows(
    `select escalation_email as email from setting_contact where authority_id = 990 and escalation_email is not null limit 1`
  )
  await refused(contact.email, 990)
})
afterAll(async () => {
  await served.close()
  await owner.end()
  await db.drop()
})

const refused = (
  email: string,
  authority: number,
  how = { sent: null as string | null, failure: 'unknown address 550' as string | null }
) =>
  rows(
    `insert into outbox (id, authority_id, event_key, message_id, kind, to_email, subject, words, made_at, sent_at, failures, failure)
      values ($1::uuid, $2, $1::uuid::text, $1::uuid::text, 'invited', $3, 'S', 'W', $4, $5, 1, $6)`,
    [newId(), authority, email, how.sent ?? '2026-11-25T09:00:00Z', how.sent, how.failure]
  )
const tried = () => rows(`select to_person, to_email from outbox where kind = 'address tried' order by id`)

it('names who cannot be reached, since when and what to do; an address of another council is not there', async () => {
  const admin = await served.as('admin')
  const { html } = await admin.get(path)
  expect(html).toContain(teacher.name)
  expect(html).toContain('Tuesday 24 November 2026')
  expect(html).toContain('gone@990.example')
  expect(html).toContain('Contact of ')
  expect(html).not.toContain('gone@991.example')
  expect(html).toContain('ask which address is right')
  expect((await admin.get('/')).html).toContain(`href="${path}"`)
})

it('Try again sends one message a day, and the list stays until it has arrived', async () => {
  const admin = await served.as('admin')
  for (const to of [teacher.id, teacher.id, 'gone@990.example'])
    expect((await admin.post(path, { to }, path)).goes).toBe(path)
  expect(await tried()).toEqual([
    { to_person: teacher.id, to_email: null },
    { to_person: null, to_email: 'gone@990.example' }
  ])
  expect((await admin.get(path)).html).toContain('gone@990.example')
  await refused('gone@990.example', 990, { sent: '2026-11-26T10:00:00Z', failure: null })
  await rows('update person set undeliverable_since = null where id = $1', [teacher.id])
  const { html } = await admin.get(path)
  expect(html).not.toContain('gone@990.example')
  expect(html).not.toContain(teacher.name)
})

it('who is not on the list is sent nothing', async () => {
  const before = await tried()
  const admin = await served.as('admin')
  const [{ id }] = await rows(`select id from person where demo_word = 'sw'`)
  for (const to of [id, 'gone@991.example', '', 'x'])
    expect((await admin.post(path, { to }, path)).status).toBeGreaterThanOrEqual(400)
  expect(await tried()).toEqual(before)
})

it('is for administrators and heads', async () => {
  expect((await (await served.as('head')).get(path)).status).toBe(200)
  for (const word of ['adviser', 'dt', 'sw', 'manager', 'carer', 'iro'])
    expect((await (await served.as(word)).get(path)).status).toBe(403)
})
