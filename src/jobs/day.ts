import pg from 'pg'
import { asPerson } from '../db/transaction.ts'
import { readTally, type Tally } from './day.queries.ts'
import { drain } from './drain.ts'
import type { JobService } from './job.ts'
import { readAuthorityCodes } from './jobs.queries.ts'
import { daily, tasks } from './tasks.ts'

/**
 * Everything that the hourly ticks of one day would run, in order and to the end, and what came of it. The day's own tasks run
 * here, so that a server beside it, for which it is another day, does not take them; what they enqueue is anybody's to run.
 * Nothing is held until the morning: the day is run to its end.
 */
export async function runDay(given: JobService, ownerUrl: string): Promise<Tally> {
  const service = { ...given, clock: null }
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'openpep day' })
  await owner.connect()
  try {
    await owner.query('set row_security = off')
    const before = await readTally(owner)
    const nobody = { person: null, today: service.today() }
    const authorities = await asPerson(service.database, nobody, readAuthorityCodes)
    const date = service.today().toString()
    for (const { task, forEachAuthority } of daily.toSorted((a, b) => a.hour - b.hour)) {
      if (!forEachAuthority) await tasks[task]?.({ date }, service)
      else for (const authority of authorities) await tasks[task]?.({ authority, date }, service)
    }
    await drain(service, tasks, { ownerUrl, owner })
    await tasks['read receipts']?.({}, service)
    const after = await readTally(owner)
    return Object.fromEntries(
      Object.entries(after).map(([name, count]) => [name, count - before[name as keyof Tally]])
    ) as unknown as Tally
  } finally {
    await owner.end()
  }
}
