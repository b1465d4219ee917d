import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson, enqueue } from '../db/transaction.ts'
import { drain } from './drain.ts'
import type { JobService } from './job.ts'
import { testConfig, testJobService } from './testing/job-service.ts'

let db: TestDatabase
let owner: pg.Client
let service: JobService

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
beforeEach(() => owner.query('delete from graphile_worker._private_jobs'))

const wait = (task: string) =>
  asPerson(service.database, { person: null, today: service.today() }, tx => enqueue(tx, task, {}))
const how = () => ({ ownerUrl: db.ownerUrl, owner, pause: 5 })

test('what a job enqueues is run as well', async () => {
  const done: string[] = []
  await wait('first')
  await drain(
    service,
    {
      first: async () => {
        done.push('first')
        await wait('second')
      },
      second: async () => {
        done.push('second')
      }
    },
    how()
  )
  expect(done).toEqual(['first', 'second'])
})

test('a job that fails again and again is said, and the day is not called finished', async () => {
  await wait('broken')
  const broken = async () => {
    throw new Error('no')
  }
  await expect(drain(service, { broken }, how())).rejects.toThrow('The day was not finished: 1 job still waits')
})

test('a job that nobody here can run is said as well', async () => {
  for (const task of ['of another version', 'of a third']) await wait(task)
  await expect(drain(service, { another: async () => undefined }, how())).rejects.toThrow('2 jobs still wait')
})

test('a job that a killed worker holds is taken back', async () => {
  await wait('held')
  await owner.query(
    "update graphile_worker._private_jobs set locked_by = 'worker-that-died', locked_at = now() - interval '1 minute', attempts = 1"
  )
  const done: string[] = []
  const held = async () => {
    done.push('held')
  }
  await drain(service, { held }, { ...how(), pause: 50 })
  expect(done).toEqual(['held'])
})
