import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Logger, runOnce } from 'graphile-worker'
import { pino } from 'pino'
import { type Config, readConfig } from '../../config.ts'
import { type Database, openDatabase } from '../../db/database.ts'
import { openMailer } from '../../messages/mailer.ts'
import type { JobService } from '../job.ts'
import { taskList } from '../task-list.ts'
import { tasks } from '../tasks.ts'

/** A configuration with folders of its own, in demonstration mode; `changes` are environment variables. */
export function testConfig(changes: Record<string, string> = {}): Config {
  const read = readConfig({
    OPENPEP_DATA: mkdtempSync(join(tmpdir(), 'openpep-test-data-')),
    OPENPEP_BASE_URL: 'http://pep.example',
    LOG_LEVEL: 'silent',
    ...changes
  })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.config
}

/** What tasks work with in a test, on the app role. */
export async function testJobService(appUrl: string, config: Config): Promise<JobService & { database: Database }> {
  return {
    config,
    database: openDatabase(appUrl, { max: 4, name: 'openpep test jobs' }),
    log: pino({ level: 'silent' }),
    mailer: await openMailer(config),
    today: () => Temporal.PlainDate.from('2026-11-23'),
    clock: null
  }
}

/**
 * Runs every job that waits, as the worker would, to the end. On one connection: the worker does not wait for its own mark
 * that a job is done, so on two it may return before the last mark is made.
 */
export function runWaitingJobs(ownerUrl: string, service: JobService): Promise<void> {
  const logger = new Logger(() => () => undefined)
  const list = taskList(service, tasks)
  return runOnce({ connectionString: ownerUrl, maxPoolSize: 1, taskList: list, logger, noHandleSignals: true })
}
