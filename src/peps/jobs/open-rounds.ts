import type { Database } from '../../db/database.ts'
import { asPerson } from '../../db/transaction.ts'
import { authorityIn, type Task } from '../../jobs/job.ts'
import { projectAll } from '../clocks.ts'
import { followAll } from '../following.ts'
import { type Opened, openDuePeps } from '../opening.ts'

/** The day's job of one authority: open peps follow their children's facts, then every pep that is due and not there is opened. */
export const openRounds = (database: Database, authorityId: number, today: Temporal.PlainDate): Promise<Opened> =>
  asPerson(database, { person: null, today }, async tx => {
    await followAll(tx, authorityId, today)
    return openDuePeps(tx, authorityId, today)
  })

/** The same as a task; safe to run twice, since no pep is opened a second time. */
export const openRoundsTask: Task = async (payload, { database, today }) => {
  await openRounds(database, authorityIn(payload), today())
}

/** Rewrites the projection of an authority's clocks for the new day. */
export const projectClocksTask: Task = async (payload, { database, today }) => {
  await projectAll(database, authorityIn(payload), today())
}
