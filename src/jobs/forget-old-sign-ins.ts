import { asPerson } from '../db/transaction.ts'
import type { Task } from './job.ts'
import { deleteOldSignIns } from './jobs.queries.ts'

/** Spent links, closed sessions and counted attempts of more than a month ago. */
export const forgetOldSignIns: Task = (_payload, { database, today }) =>
  asPerson(database, { person: null, today: today() }, deleteOldSignIns)
