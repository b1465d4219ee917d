import { run } from 'graphile-worker'
import type { Config } from '../config.ts'
import type { DatabaseUrls } from '../db/database-urls.ts'

/** Runs the jobs until closed. */
export async function startWorker(_config: Config, { owner }: DatabaseUrls): Promise<{ close(): Promise<void> }> {
  if (!owner) throw new Error('Set DATABASE_OWNER_URL: the jobs have a schema of their own.')
  const runner = await run({
    connectionString: owner,
    taskList: {},
    parsedCronItems: [],
    noHandleSignals: true,
    concurrency: 2
  })
  return { close: () => runner.stop() }
}
