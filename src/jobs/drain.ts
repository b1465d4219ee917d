import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, runOnce } from 'graphile-worker'
import type pg from 'pg'
import { countWaitingJobs } from './day.queries.ts'
import { freeDeadWorkers } from './dead-workers.ts'
import type { JobService, Task } from './job.ts'
import { taskList } from './task-list.ts'

/** How often it begins anew while the number of waiting jobs does not fall: long enough for a dead worker's to be taken back. */
const patience = 60

/**
 * Runs what waits until nothing does, here or in a worker beside. Throws where the number of waiting jobs will not fall: a day
 * that was not run to its end must not count as one.
 */
export async function drain(
  service: JobService,
  tasks: Readonly<Record<string, Task>>,
  {
    ownerUrl,
    owner,
    pause = 250
  }: { readonly ownerUrl: string; readonly owner: pg.ClientBase; readonly pause?: number }
): Promise<void> {
  const logger = new Logger(() => () => undefined)
  const dead = freeDeadWorkers(ownerUrl, service.log)
  const how = { connectionString: ownerUrl, maxPoolSize: 2, concurrency: 1, logger, noHandleSignals: true }
  let fewest = Number.POSITIVE_INFINITY
  try {
    for (let left = patience; left > 0; left--) {
      await runOnce({ ...how, taskList: taskList(service, tasks), events: dead.events })
      const waiting = await countWaitingJobs(owner)
      if (waiting === 0) return
      if (waiting < fewest) left = patience
      fewest = Math.min(fewest, waiting)
      await sleep(pause)
    }
  } finally {
    await dead.close()
  }
  throw new Error(
    `The day was not finished: ${fewest} ${fewest === 1 ? 'job still waits' : 'jobs still wait'}. See the log, then run the day again.`
  )
}
