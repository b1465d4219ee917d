import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { JobService } from '../jobs/job.ts'
import { testConfig } from '../jobs/testing/job-service.ts'
import { openDuePeps } from '../peps/opening.ts'
import { type County, county } from '../peps/testing/county.ts'
import { digestsTask, remindTask } from './jobs/remind.ts'

/**
 * A child who came into care on Monday 16 November 2026: the first meeting is to be arranged by Monday 30 November by the
 * social worker, and held by Monday 14 December with the designated teacher.
 */

let land: County
let worker: string
let teacher: string
let another: string
const config = testConfig()
const service = (day: string): JobService => ({
  config,
  database: land.database,
  log: pino({ level: 'silent' }),
  mailer: { leavesTheHouse: false, send: async () => undefined, close: async () => undefined },
  clock: null,
  today: () => Temporal.PlainDate.from(day)
})
const remind = (date: string, authority = 937) => remindTask({ authority, date }, service(date))
const digests = (date: string) => digestsTask({ date }, service(date))

beforeAll(async () => {
  land = await county()
  await land.run(`insert into authority (id, name, virtual_school_name, virtual_school_email, front_door_name, front_door_phone)
    values (990, 'A', 'V', 'v@example.org', 'F', '1')`)
})
afterAll(() => land.close())
beforeEach(async () => {
  await land.run('truncate outbox, reminder, reminder_rung, reminder_round, clock, pep, allocation, enrolment cascade')
  await land.run('delete from care_period')
  const [main, other] = [await land.setting(), await land.setting('Evening College')]
  worker = await land.person('social-worker')
  teacher = await land.person('designated-teacher', { setting_id: main })
  another = await land.person('designated-teacher', { setting_id: other })
  const child = await land.child('2014-05-01', '2026-11-16', { setting: main, worker })
  const second = { authority_id: 937, child_id: child, setting_id: other, starts: '2024-09-01', main: false }
  await land.insert('enrolment', [{ id: randomUUID(), ...second }])
  await land.as(land.service, '2026-11-17', tx => openDuePeps(tx, 937, Temporal.PlainDate.from('2026-11-17')))
})

const reminded = async () =>
  (
    await land.run(
      `select r.day::text, r.clock, r.person_id from reminder r order by r.day, r.clock, r.person_id = '${worker}' desc`
    )
  ).map(
    row =>
      `${row.day} ${row.clock}: ${row.person_id === worker ? 'worker' : row.person_id === teacher ? 'teacher' : 'another'}`
  )
const letters = async () =>
  (await land.run(`select to_person, subject, event_key from outbox where kind = 'digest' order by made_at, id`)).map(
    row => `${row.to_person === worker ? 'worker' : row.to_person === teacher ? 'teacher' : 'another'} ${row.subject}`
  )

it('who acts together with the holder is told: at the main setting, not at another that the child goes to as well', async () => {
  for (const date of ['2026-11-17', '2026-11-23', '2026-11-27', '2026-11-30']) await remind(date)
  expect(await reminded()).toEqual([
    '2026-11-17 arrange-initial: worker',
    '2026-11-23 arrange-initial: worker',
    '2026-11-27 arrange-initial: worker',
    '2026-11-30 hold-initial: worker',
    '2026-11-30 hold-initial: teacher'
  ])
  expect(another).not.toBe(teacher)
})

it('a day on which nothing ran is made good on the next, once; a task of a day that is over does nothing', async () => {
  await remind('2026-11-17')
  await remindTask({ authority: 937, date: '2026-11-23' }, service('2026-11-24'))
  expect(await reminded()).toHaveLength(1)
  for (const date of ['2026-11-24', '2026-11-24', '2026-11-25']) await remind(date)
  expect(await reminded()).toEqual(['2026-11-17 arrange-initial: worker', '2026-11-24 arrange-initial: worker'])
})

it('a digest waits until each of the person’s authorities has reminded; then there is one', async () => {
  await land.insert('appointment', [
    {
      id: randomUUID(),
      person_id: teacher,
      role: 'designated-teacher',
      authority_id: 990,
      starts: '2020-01-01',
      setting_id: await land.setting()
    }
  ])
  await remind('2026-11-30')
  await digests('2026-11-30')
  expect(await letters()).toEqual(['worker One thing is due by the end of next week'])
  const [waits] = await land.run(
    `select count(*)::int as jobs from graphile_worker.jobs where key = 'send digests 2026-11-30' and run_at > now()`
  )
  expect(waits?.jobs).toBe(1)
  await remind('2026-11-30', 990)
  for (let times = 0; times < 2; times++) await digests('2026-11-30')
  expect(await letters()).toEqual([
    'worker One thing is due by the end of next week',
    'teacher One thing is due by the end of next week'
  ])
})

it('nothing goes before any authority has reminded, nor on a Saturday', async () => {
  await digests('2026-11-27')
  await remind('2026-11-27')
  for (const authority of [937, 990]) await remind('2026-11-28', authority)
  await digests('2026-11-28')
  expect(await letters()).toEqual([])
})

it('what a day without digests left over stands in the next, if it is still to be done', async () => {
  await remind('2026-11-27')
  for (const authority of [937, 990]) await remind('2026-11-30', authority)
  await digests('2026-11-30')
  expect((await letters()).toSorted()).toEqual([
    'teacher One thing is due by the end of next week',
    'worker One thing is due by the end of next week'
  ])
})

it('and not if it was done meanwhile', async () => {
  await remind('2026-11-27')
  await land.run(`update clock set met_on = '2026-11-27' where name = 'arrange-initial'`)
  for (const authority of [937, 990]) await remind('2026-11-30', authority)
  await digests('2026-11-30')
  expect((await letters()).toSorted()).toEqual([
    'teacher One thing is due after next week',
    'worker One thing is due after next week'
  ])
})
