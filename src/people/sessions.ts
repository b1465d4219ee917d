import type { Tx } from '../db/transaction.ts'
import { deleteMySessions, readMySessions } from './session.queries.ts'

/** A session of one's own that is open. */
export interface OwnSession {
  readonly id: string
  readonly browser: string
  readonly opened: Temporal.Instant
  readonly seen: Temporal.Instant
  readonly isThis: boolean
}

export const ownSessions = async (tx: Tx, current: Buffer): Promise<OwnSession[]> =>
  (await readMySessions(tx, current)).map(row => ({
    id: row.id,
    browser: row.browser || 'A browser',
    opened: Temporal.Instant.from(row.opened_at),
    seen: Temporal.Instant.from(row.seen_at),
    isThis: row.this
  }))

/** Ends one of them; null: all but the current one. How many were ended. */
export const endOwnSessions = (tx: Tx, which: string | null, current: Buffer): Promise<number> =>
  deleteMySessions(tx, which, current)
