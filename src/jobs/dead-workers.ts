import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'

/** Seconds between two looks, and how long a job must have been held before its holder is doubted. */
const pause = 5
const lock = 7_370_112

/**
 * A worker that was killed keeps its jobs locked, for hours by graphile-worker's own rule. So each living worker holds an
 * advisory lock in its pool's name for as long as this connection lives; the jobs of those whose lock is free are taken back.
 * Give `events` to the runner: it tells the workers' names.
 */
export function freeDeadWorkers(ownerUrl: string, log: Logger): { events: WorkerEvents; close(): Promise<void> } {
  const events: WorkerEvents = new EventEmitter()
  const mine = new Set<string>()
  events.on('pool:create', ({ workerPool }) => {
    mine.add(workerPool.id)
    lookAgain()
  })
  let connected: { client: pg.Client; held: Set<string> } | null = null

  async function connection() {
    if (connected) return connected
    const client = new pg.Client({ connectionString: ownerUrl, application_name: 'openpep workers' })
    client.on('error', () => {
      connected = null
    })
    await client.connect()
    connected = { client, held: new Set() }
    return connected
  }

  async function look() {
    const { client, held } = await connection()
    for (const name of mine) {
      if (held.has(name)) continue
      await client.query('select pg_advisory_lock($1, hashtext($2))', [lock, name])
      held.add(name)
    }
    const { rows } = await client.query<{ name: string }>(
      `with holding as materialized (select distinct locked_by as name from graphile_worker._private_jobs
          where locked_at < now() - $2 * interval '1 second' and locked_by <> all($3::text[]))
       select name from holding where pg_try_advisory_lock($1, hashtext(name))`,
      [lock, pause, [...mine]]
    )
    const names = rows.map(({ name }) => name)
    if (names.length === 0) return
    await client.query('select graphile_worker.force_unlock_workers($1::text[])', [names])
    await client.query('select pg_advisory_unlock($1, hashtext(name)) from unnest($2::text[]) name', [lock, names])
    log.warn({ workers: names.length }, 'jobs of dead workers were taken back')
  }

  let looking = Promise.resolve()
  function lookAgain(): void {
    looking = looking.then(look).catch(error => {
      connected?.client.end().catch(() => undefined)
      connected = null
      log.warn({ code: error.code }, 'dead workers could not be looked for')
    })
  }
  const timer = setInterval(lookAgain, pause * 1000)
  return {
    events,
    close: async () => {
      clearInterval(timer)
      await looking
      await connected?.client.end().catch(() => undefined)
    }
  }
}
