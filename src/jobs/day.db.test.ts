import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { loadDemonstration } from '../demo/load.ts'
import type { Tally } from './day.queries.ts'
import { runDay } from './day.ts'
import type { JobService } from './job.ts'
import { testConfig, testJobService } from './testing/job-service.ts'

/** Days of the demonstration run by the real jobs, and what came of them counted another way: from the clocks, in SQL. */

const days = ['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-30', '2026-12-01', '2026-12-02']
let db: TestDatabase
let owner: pg.Client
let service: JobService
const tallies = new Map<string, Tally>()

beforeAll(async () => {
  db = await testDatabase()
  await loadDemonstration(db.ownerUrl, Temporal.PlainDate.from('2026-11-26'))
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await owner.query('set row_security = off')
  service = await testJobService(db.appUrl, testConfig())
  for (const day of days) tallies.set(day, await runDay(on(day), db.ownerUrl))
})
afterAll(async () => {
  await service.mailer.close()
  await service.database.close()
  await owner.end()
  await db.drop()
})

const on = (day: string): JobService => ({ ...service, today: () => Temporal.PlainDate.from(day) })
const rows = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows
const total = (name: keyof Tally) => [...tallies.values()].reduce((sum, tally) => sum + tally[name], 0)

describe('a day', () => {
  it('reminds, and on a Saturday nobody', () => {
    expect(tallies.get('2026-11-28')).toMatchObject({ reminders: 0, digests: 0, escalations: 0 })
    expect(total('reminders')).toBeGreaterThan(3)
    expect(total('escalations')).toBeGreaterThan(3)
  })

  it('run again sends nothing again', async () => {
    const again = await runDay(on('2026-12-02'), db.ownerUrl)
    expect(again).toEqual({ opened: 0, reminders: 0, digests: 0, escalations: 0, sent: 0 })
  })

  it('no person gets two digests, and everyone reminded gets one, delivered, with a Message-ID of its own', async () => {
    const [counted] =
      await rows(`select count(*)::int as digests, count(distinct message_id)::int as ids, count(sent_at)::int as sent
      from outbox where kind in ('digest', 'late at your setting')`)
    const [people] = await rows(
      `select count(distinct (day, coalesce(person_id::text, email)))::int as digests from reminder`
    )
    expect(counted).toEqual({ digests: people.digests, ids: people.digests, sent: people.digests })
    expect(total('digests')).toBe(people.digests)
    expect(total('sent')).toBeGreaterThanOrEqual(people.digests)
  })

  it('says what an independent count of the clocks says: who holds what comes within ten working days, and later in 10, 5 or 1', async () => {
    // Working days of these weeks: no bank holidays before Christmas. The first day gives late what nobody gave before.
    const found = await rows(`with ahead(day, due) as (
        select date '2026-11-26', d::date from generate_series(date '2026-11-26', date '2026-12-10', interval '1 day') d
        union values (date '2026-12-02', date '2026-12-03'), ('2026-12-02', '2026-12-09'), ('2026-12-02', '2026-12-16'))
      select a.day::text, k.pep_id, k.name from ahead a join clock k on k.due = a.due and k.met_on is null and k.stopped is null
       where k.holder = 'social-worker' and exists (select from allocation w where w.child_id = k.child_id and w.role = 'social-worker'
         and w.revoked_at is null and w.starts <= a.day and (w.ends is null or w.ends > a.day)) order by 1, 2, 3`)
    const told =
      await rows(`select distinct r.day::text, r.pep_id, r.clock as name from reminder r join clock k on k.pep_id = r.pep_id and k.name = r.clock
       where r.why = 'due-soon' and k.holder = 'social-worker' and r.day in ('2026-11-26', '2026-12-02') and k.met_on is null order by 1, 2, 3`)
    expect(found.length).toBeGreaterThan(0)
    expect(told).toEqual(found)
  })

  it('an e-mail says how much and names nobody', async () => {
    const names = await rows('select first_name, last_name from child')
    for (const { subject, words } of await rows(`select subject, words from outbox where kind = 'digest'`))
      for (const { last_name } of names) expect(`${subject} ${words}`).not.toContain(last_name)
  })
})
