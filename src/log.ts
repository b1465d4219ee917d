import { type DestinationStream, type Logger, pino } from 'pino'
import type { Config } from './config.ts'

/** An error without what it was about. */
export interface Told {
  readonly kind: string
  readonly code?: string
  /** Where it was thrown: places in the program only, each on its line. */
  readonly stack?: string
}

/** The log of a process: one line of JSON each. It tells of errors by their kind, code and place, and of no request. */
export const openLog = (level: Config['logLevel'], to?: DestinationStream): Logger =>
  pino(
    {
      level,
      redact: ['req', 'res', 'url', 'body', 'headers', '*.headers', '*.parameters', '*.detail', '*.where'],
      serializers: { err: withoutPersonalData, error: withoutPersonalData },
      hooks: {
        // Where nothing else is said, pino would say the error's own message.
        logMethod(said, log) {
          const [what, words] = said as [unknown, unknown]
          if (words === undefined && what !== null && typeof what === 'object') said[1] = 'an error'
          log.apply(this, said)
        }
      }
    },
    to
  )

const place = /^ {4}at (?:[^()\n]+ \()?(?:file:\/\/|node:|\/)\S+:\d+:\d+\)?$/

/** An error's message may hold what somebody wrote; its kind, code and place do not. */
export function withoutPersonalData(error: unknown): Told {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = 'responseCode' in error ? error.responseCode : 'code' in error ? error.code : undefined
  const stack = error.stack ?? ''
  const behind = stack.slice(stack.indexOf(error.message) + error.message.length)
  const places = behind.split('\n').filter(line => place.test(line))
  return {
    kind: error.name,
    code: code === undefined ? undefined : String(code),
    stack: places.length ? places.map(line => line.trim()).join('\n') : undefined
  }
}
