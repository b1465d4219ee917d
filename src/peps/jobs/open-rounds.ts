import type { Database } from '../../db/database.ts'
import { asPerson } from '../../db/transaction.ts'
import { authorityIn, type Task } from '../../jobs/job.ts'
import { projectAll } from '../clocks.ts'
import { type Opened, openDuePeps } from '../opening.ts'

/** The day's job of one authority: opens every pep that is due and not there. Works as the authority's service person. */
export const openRounds = (database: Database, authorityId: number, today: Temporal.PlainDate): Promise<Opened> =>
  asPerson(database, { person: null, today }, tx => openDuePeps(tx, authorityId, today))

/** The same as a task; safe to run twice, since no pep is opened a second time. */
export const openRoundsTask: Task = async (payload, { database, today }) => {
  await openRounds(database, authorityIn(payload), today())
}

/** Rewrites the projection of an authority's clocks for the new day. */
export const projectClocksTask: Task = async (payload, { database, today }) => {
  await projectAll(database, authorityIn(payload), today())
}
