import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson, enqueue } from '../db/transaction.ts'
import { openInstruments } from '../instruments.ts'
import { eachHour } from './hourly.ts'
import { inService, type JobService } from './job.ts'
import { runWaitingJobs, testConfig, testJobService } from './testing/job-service.ts'
import { answerFigures, startWorker } from './worker.ts'

let db: TestDatabase
let owner: pg.Client
let service: JobService
const today = Temporal.PlainDate.from('2026-11-23')
const nobody = { person: null, today }

beforeAll(async () => {
  db = await testDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  service = await testJobService(db.appUrl, testConfig())
})
afterAll(async () => {
  await service.mailer.close()
  await service.database.close()
  await owner.end()
  await db.drop()
})

const jobs = async () =>
  (
    await owner.query(
      'select t.identifier as task, j.key, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id'
    )
  ).rows

test('jobs can be enqueued before any worker ran; a key is one waiting job', async () => {
  for (const n of [1, 2])
    await asPerson(service.database, nobody, tx => enqueue(tx, 'forget old sign-ins', { n }, 'once'))
  expect(await jobs()).toEqual([{ task: 'forget old sign-ins', key: 'once', payload: { n: 2 } }])
})

test('the app role reaches the jobs by this function only', async () => {
  await expect(service.database.pool.query('select * from graphile_worker.jobs')).rejects.toThrow(/permission denied/)
})

test('an hour’s tasks become one job for each authority, however often the hour is told', async () => {
  await runWaitingJobs(db.ownerUrl, service)
  const daily = [{ task: 'forget old sign-ins', hour: 9, forEachAuthority: true }]
  const payload = { _cron: { ts: '2026-11-23T09:00:00Z' } }
  for (const _ of [1, 2]) await eachHour(daily)(payload, service)
  await eachHour(daily)({ _cron: { ts: '2026-11-23T10:00:00Z' } }, service)
  expect(await jobs()).toEqual([
    {
      task: 'each authority',
      key: 'each authority: forget old sign-ins 2026-11-23',
      payload: { task: 'forget old sign-ins', date: '2026-11-23' }
    }
  ])
  await runWaitingJobs(db.ownerUrl, service)
  expect(await jobs()).toEqual([])
})

test('spent sign-in rows go after a month, younger ones stay', async () => {
  await owner.query(
    `insert into app.attempt (kind, subject, at) values ('x', 'old', now() - interval '31 days'), ('x', 'new', now() - interval '29 days')`
  )
  await asPerson(service.database, nobody, tx => enqueue(tx, 'forget old sign-ins', {}))
  await runWaitingJobs(db.ownerUrl, service)
  expect((await owner.query('select subject from app.attempt')).rows).toEqual([{ subject: 'new' }])
})

test('the service person is one for each authority and sees that one’s children alone', async () => {
  await owner.query(`insert into authority (id, name, virtual_school_name, virtual_school_email, front_door_name, front_door_phone)
    values (990, 'A', 'V', 'v@example.org', 'F', '1');
    insert into child (id, authority_id, date_of_birth) select gen_random_uuid(), a, '2014-05-01' from unnest(array[937, 990]) a`)
  const seen = (authority: number) =>
    inService(service, authority, async (tx, person) => ({
      person,
      authorities: (await tx.selectFrom('child').select('authority_id').execute()).map(row => row.authority_id)
    }))
  const [one, again, other] = await Promise.all([seen(937), seen(937), seen(990)])
  expect(one).toEqual(again)
  expect([one.authorities, other.authorities]).toEqual([[937], [990]])
  expect(one.person).not.toBe(other.person)
})

test('the worker does what waits, seals what was done, and ends', async () => {
  const config = testConfig()
  await owner.query(`insert into app.attempt (kind, subject, at) values ('x', 'old', now() - interval '31 days')`)
  const urls = { app: db.appUrl, owner: db.ownerUrl, stop: async () => undefined, leave: async () => undefined }
  const instruments = openInstruments(config)
  const worker = await startWorker(config, urls, instruments)
  await asPerson(service.database, nobody, tx => enqueue(tx, 'forget old sign-ins', {}))
  await expect
    .poll(async () => (await owner.query("select from app.attempt where subject = 'old'")).rowCount, {
      timeout: 10_000
    })
    .toBe(0)
  const health = await answerFigures(0, urls, instruments)
  const ask = async (path: string) => (await fetch(`http://localhost:${health.port}${path}`)).text()
  expect(await ask('/readyz')).toBe('{"ready":true}')
  expect(await ask('/metrics')).toMatch(/^openpep_jobs\{state="given-up"\} 0$[\s\S]*^process_cpu/m)
  await health.close()
  await worker.close()
  await expect(startWorker(config, { ...urls, owner: undefined })).rejects.toThrow(/DATABASE_OWNER_URL/)
  await expect(startWorker(config, { ...urls, app: db.ownerUrl })).rejects.toThrow(/owns tables/)
})
