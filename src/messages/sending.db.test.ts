import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import type { JobService } from '../jobs/job.ts'
import { runWaitingJobs, testConfig, testJobService } from '../jobs/testing/job-service.ts'
import { openMailer } from './mailer.ts'
import type { MessageKind } from './outbox.queries.ts'
import { sendMessage } from './outbox.ts'
import { notifyAccount, notifyServer } from './testing/notify-server.ts'

/** Messages by GOV.UK Notify, and in the quiet hours. */

let db: TestDatabase
let owner: pg.Client
let service: JobService
let notify: Awaited<ReturnType<typeof notifyServer>>
const config = testConfig()
const today = Temporal.PlainDate.from('2026-11-26')
const reader = newId()

beforeAll(async () => {
  db = await testDatabase()
  notify = await notifyServer()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await owner.query(
    `insert into person (id, kind, name, email) values ($1, 'professional', 'A Reader', 'reader@school.example')`,
    [reader]
  )
  const made = await testJobService(db.appUrl, config)
  await made.mailer.close()
  service = { ...made, mailer: await openMailer({ ...config, notify: notifyAccount(notify.url) }) }
})
afterAll(async () => {
  await service.mailer.close()
  await service.database.close()
  await owner.end()
  await notify.close()
  await db.drop()
})
beforeEach(async () => {
  await owner.query('truncate outbox')
  await owner.query('update person set undeliverable_since = null')
  await owner.query('delete from graphile_worker._private_jobs')
  notify.requests.length = 0
  notify.answer = null
  notify.states.clear()
})

const send = (eventKey: string, kind: MessageKind = 'returned') =>
  asPerson(service.database, { person: reader, today }, tx =>
    sendMessage(tx, {
      eventKey,
      authorityId: 937,
      to: { person: reader },
      kind,
      subject: 'Something waits',
      words: 'Please look.',
      origin: 'http://pep.example'
    })
  )
const row = async () => (await owner.query('select message_id, sent_at, failure, failures from outbox')).rows[0]
const undeliverable = async () =>
  (await owner.query('select undeliverable_since is not null as gone from person where id = $1', [reader])).rows[0].gone
const jobs = async () =>
  (await owner.query('select task_identifier as task, run_at from graphile_worker.jobs order by id')).rows
const now = () => owner.query("update graphile_worker._private_jobs set run_at = now() - interval '1 second'")

describe('GOV.UK Notify', () => {
  it('has the Message-ID as its reference, the same when it is tried again', async () => {
    notify.answer = () => ({ status: 503, body: {} })
    await send('busy')
    await runWaitingJobs(db.ownerUrl, service)
    expect(await row()).toMatchObject({ sent_at: null, failures: 1, failure: 'not sent 503' })
    notify.answer = null
    await now()
    await runWaitingJobs(db.ownerUrl, service)
    const { message_id, sent_at } = await row()
    expect(sent_at).not.toBeNull()
    expect(notify.requests.map(one => one.body?.reference)).toEqual([message_id, message_id])
  })

  it('is asked later; an address that turns out not to exist is noted with the person, and one that does is cleared', async () => {
    await send('lost')
    await runWaitingJobs(db.ownerUrl, service)
    expect(await jobs()).toMatchObject([{ task: 'ask after message' }])
    notify.states.set((await row()).message_id, 'permanent-failure')
    await now()
    await runWaitingJobs(db.ownerUrl, service)
    expect(await undeliverable()).toBe(true)
    expect((await row()).failure).toBe('unknown address')
    notify.states.set((await row()).message_id, 'delivered')
    await owner.query('truncate outbox')
    await send('found')
    await runWaitingJobs(db.ownerUrl, service)
    expect(await undeliverable()).toBe(true)
    notify.states.set((await row()).message_id, 'delivered')
    await now()
    await runWaitingJobs(db.ownerUrl, service)
    expect(await undeliverable()).toBe(false)
  })
})

describe('quiet hours', () => {
  const at = (iso: string): JobService => ({
    ...service,
    clock: () => Temporal.PlainDateTime.from(iso).toZonedDateTime('Europe/London').toInstant()
  })

  it('what can wait goes out in the morning, once, and can be read in the service meanwhile', async () => {
    await send('in the evening')
    await runWaitingJobs(db.ownerUrl, at('2030-11-22T20:30'))
    expect(notify.requests).toEqual([])
    // Friday 22 November 2030: Monday.
    expect(await jobs()).toEqual([{ task: 'deliver message', run_at: new Date('2030-11-25T07:00:00Z') }])
    await now()
    await runWaitingJobs(db.ownerUrl, at('2030-11-25T07:00'))
    expect(notify.requests).toHaveLength(1)
    expect((await row()).sent_at).not.toBeNull()
  })

  it.each(['sign-in link', 'meeting moved', 'meeting cancelled', 'views received'] as const)(
    '%s does not wait',
    async kind => {
      await send(kind, kind)
      await runWaitingJobs(db.ownerUrl, at('2030-11-23T03:00'))
      expect(notify.requests).toHaveLength(1)
    }
  )

  it('are the authority’s own', async () => {
    await owner.query(
      `update authority set policy = policy || '{"quiet": {"from": 23, "onDaysOff": false}}' where id = 937`
    )
    await send('late in the evening')
    await runWaitingJobs(db.ownerUrl, at('2030-11-23T22:30'))
    expect(notify.requests).toHaveLength(1)
  })
})
