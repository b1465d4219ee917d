import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { asService } from '../db/as-service.ts'
import type { Database } from '../db/database.ts'
import { asPerson, type Tx } from '../db/transaction.ts'
import type { Mailer } from '../messages/mailer.ts'

/** What a task works with: the app's own role, never the jobs' pool. */
export interface JobService {
  readonly config: Config
  readonly database: Database
  readonly log: Logger
  readonly mailer: Mailer
  today(): Temporal.PlainDate
  /** Where e-mail leaves the house: by this clock what can wait is held until the morning. Null: nothing is held. */
  readonly clock: (() => Temporal.Instant) | null
}

/** One task. Its payload holds ids only; it may run twice, so it looks before it acts. */
export type Task = (payload: Readonly<Record<string, unknown>>, service: JobService) => Promise<void>

/** An id of the payload. */
export function idIn(payload: Readonly<Record<string, unknown>>, name: string): string {
  const value = payload[name]
  if (typeof value !== 'string') throw new TypeError(`The job's payload has no ${name}.`)
  return value
}

/** The authority of the payload. */
export function authorityIn(payload: Readonly<Record<string, unknown>>): number {
  const { authority } = payload
  if (typeof authority !== 'number') throw new TypeError("The job's payload has no authority.")
  return authority
}

/** A transaction as the service person of that authority: its rows and no other authority's. */
export const inService = <T>(
  { database, today }: Pick<JobService, 'database' | 'today'>,
  authority: number,
  work: (tx: Tx, person: string) => Promise<T>
): Promise<T> =>
  asPerson(database, { person: null, today: today() }, tx => asService(tx, authority, person => work(tx, person)))
