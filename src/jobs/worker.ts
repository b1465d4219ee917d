import { setTimeout as sleep } from 'node:timers/promises'
import Fastify from 'fastify'
import { parseCronItems, run } from 'graphile-worker'
import pg from 'pg'
import { keepSealing } from '../audit/sealer.ts'
import { type Config, today } from '../config.ts'
import { hearBreaks, openDatabase, unsafeRole } from '../db/database.ts'
import type { DatabaseUrls } from '../db/database-urls.ts'
import { type Instruments, openInstruments } from '../instruments.ts'
import { openMailer } from '../messages/mailer.ts'
import { serveFigures } from '../web/figures.ts'
import { freeDeadWorkers } from './dead-workers.ts'
import { countWaiting } from './figures.ts'
import type { JobService } from './job.ts'
import { quietLogger, taskList } from './task-list.ts'
import { tasks } from './tasks.ts'

const hour = 60 * 60 * 1000

/** What tasks work with, opened; close it when the last task has ended. */
export async function openJobService(
  config: Config,
  urls: Pick<DatabaseUrls, 'app'>,
  { log }: Pick<Instruments, 'log'> = openInstruments(config)
) {
  const database = openDatabase(urls.app, {
    max: 4,
    name: 'openpep work',
    onError: error => log.warn({ code: (error as { code?: string }).code }, 'a database connection broke')
  })
  const unsafe = await unsafeRole(database)
  if (unsafe) {
    await database.close()
    throw new Error(unsafe)
  }
  const mailer = await openMailer(config)
  const service: JobService = {
    config,
    database,
    log,
    mailer,
    today: () => today(config),
    // A pretended day has no night, and nobody is woken by the development inbox.
    clock: config.pretendedToday || !mailer.leavesTheHouse ? null : () => Temporal.Now.instant()
  }
  const close = async () => {
    await mailer.close()
    await database.close()
  }
  return { service, close }
}

/** Runs the jobs, and the audit's sealer, until closed; adds what waits to the process's figures. */
export async function startWorker(
  config: Config,
  urls: Pick<DatabaseUrls, 'app' | 'owner'>,
  instruments = openInstruments(config)
): Promise<{ close(): Promise<void> }> {
  const { owner } = urls
  if (!owner) throw new Error('Set DATABASE_OWNER_URL: the jobs have a schema of their own.')
  const { service, close } = await openJobService(config, urls, instruments)
  const counting = jobsPool(owner, 1)
  countWaiting(instruments.figures, counting)
  const sealer = keepSealing(service)
  const runner = await keepRunning(service, () => runJobs(owner, service))
  return {
    close: async () => {
      await runner.stop()
      await sealer.stop()
      await counting.end()
      await close()
    }
  }
}

/** Health and figures of a process that answers no pages; at port 0 wherever one is free. */
export async function answerFigures(
  port: number,
  urls: Pick<DatabaseUrls, 'app'>,
  { figures }: Pick<Instruments, 'figures'>
): Promise<{ port: number; close(): Promise<void> }> {
  const database = openDatabase(urls.app, { max: 1, name: 'openpep health' })
  const app = Fastify({ logger: false, forceCloseConnections: true })
  serveFigures(app, { database }, figures)
  const { port: answering } = new URL(await app.listen({ port, host: '::' }))
  return {
    port: Number(answering),
    close: async () => {
      await app.close()
      await database.close()
    }
  }
}

async function runJobs(
  ownerUrl: string,
  service: JobService
): Promise<{ ended: Promise<void>; stop(): Promise<void> }> {
  const dead = freeDeadWorkers(ownerUrl, service.log)
  const pool = jobsPool(ownerUrl)
  const close = async () => {
    await dead.close()
    await pool.end()
  }
  const runner = await run({
    pgPool: pool,
    taskList: taskList(service, tasks),
    events: dead.events,
    // Without a batch the end of a job that cannot be written down is nobody's error, and would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    // An hour in which nobody worked is made good within the day.
    parsedCronItems: parseCronItems([
      { task: 'each hour', match: '0 * * * *', identifier: 'each hour', options: { backfillPeriod: 24 * hour } },
      {
        task: 'look in import folders',
        match: '0 * * * *',
        identifier: 'look in import folders',
        options: { backfillPeriod: 24 * hour }
      },
      {
        task: 'read receipts',
        match: '*/5 * * * *',
        identifier: 'read receipts',
        options: { backfillPeriod: 5 * 60 * 1000 }
      }
    ]),
    logger: quietLogger(service.log),
    noHandleSignals: true,
    concurrency: 2
  }).catch(async error => {
    await close()
    throw error
  })
  return { ended: runner.promise.finally(close), stop: () => runner.stop() }
}

function jobsPool(ownerUrl: string, max = 4): pg.Pool {
  const pool = new pg.Pool({ connectionString: ownerUrl, application_name: 'openpep jobs', max })
  pool.on('error', () => undefined)
  hearBreaks(pool)
  return pool
}

/** The runner gives up where it loses the database in the middle of a job: then another begins, until stopped. */
async function keepRunning(service: JobService, begin: () => ReturnType<typeof runJobs>) {
  let current = await begin()
  let stopping = false
  const watching = (async () => {
    while (!stopping) {
      await current.ended.catch(() => undefined)
      if (stopping) return
      service.log.warn('the jobs stopped and begin again')
      await sleep(500)
      current = await begin().catch(() => current)
    }
  })()
  return {
    stop: async () => {
      stopping = true
      await current.stop().catch(() => undefined)
      await watching
    }
  }
}
