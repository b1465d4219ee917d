import { asPerson, enqueue } from '../db/transaction.ts'
import { idIn, type Task } from './job.ts'
import { readAuthorityCodes } from './jobs.queries.ts'

/** A national task: one job for each authority, so that each works within its own rows and fails alone. */
export const eachAuthority: Task = async (payload, { database, today }) => {
  const [task, date] = [idIn(payload, 'task'), idIn(payload, 'date')]
  await asPerson(database, { person: null, today: today() }, async tx => {
    for (const authority of await readAuthorityCodes(tx)) {
      await enqueue(tx, task, { authority, date }, `${task} ${authority} ${date}`)
    }
  })
}
