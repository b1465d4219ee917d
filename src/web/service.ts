import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Database } from '../db/database.ts'

/** What one process works with. Nothing else is kept in a process. */
export interface Service {
  readonly config: Config
  readonly database: Database
  /** Today in London, or OPENPEP_TODAY. */
  today(): Temporal.PlainDate
  readonly log: Logger
  /** Names of built assets with their hash: `main.css` → `/assets/main-1a2b.css`. */
  asset(name: string): string
}
