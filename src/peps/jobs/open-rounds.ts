import type { Database } from '../../db/database.ts'
import { asPerson } from '../../db/transaction.ts'
import { type Opened, openDuePeps } from '../opening.ts'

/** The day's job of one authority: opens every pep that is due and not there. Works as the authority's service person. */
export const openRounds = (database: Database, authorityId: number, today: Temporal.PlainDate): Promise<Opened> =>
  asPerson(database, { person: null, today }, tx => openDuePeps(tx, authorityId, today))
