import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import type { Config } from './config.ts'
import { openLog } from './log.ts'

/** What a process tells its operator: one log and one set of figures, whatever parts it runs. */
export interface Instruments {
  readonly log: Logger
  readonly figures: Registry
}

export const openInstruments = ({ logLevel }: Pick<Config, 'logLevel'>): Instruments => ({
  log: openLog(logLevel),
  figures: new Registry()
})
