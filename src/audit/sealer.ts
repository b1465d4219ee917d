import type { KeyObject } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Database } from '../db/database.ts'
import { asPerson, type Tx } from '../db/transaction.ts'
import { keepNewestSeal, type NewestSeal, newestSealFile, readNewestSeal } from './newest-seal.ts'
import { holdSealingLock, insertSeal, readNewestInside, readUnsealed } from './seal.queries.ts'
import { digestOf, noSeal, rootOf, type Seal, sealingKey, signSeal } from './seal.ts'

const most = 10_000

interface Sealing {
  readonly config: Pick<Config, 'secretsFolder'>
  readonly database: Database
  readonly log: { error(facts: object, words: string): void }
  today(): Temporal.PlainDate
}

/**
 * Seals the committed rows that no seal covers yet, in one seal; its number of rows. 0: nothing to seal, or another sealer
 * is at it. Refuses where the database's newest seal is older than the one kept outside: its end was cut off, and going on
 * would hide it.
 */
export async function sealOnce({ config, database, today }: Omit<Sealing, 'log'>): Promise<number> {
  const file = newestSealFile(config.secretsFolder)
  const key = sealingKey(config.secretsFolder)
  const seal = await asPerson(database, { person: null, today: today() }, tx => sealRows(tx, key, file))
  if (seal) await keepNewestSeal(file, seal)
  return seal?.count ?? 0
}

async function sealRows(tx: Tx, key: KeyObject, file: string): Promise<Seal | null> {
  if (!(await holdSealingLock(tx))) return null
  const [inside, rows] = [await readNewestInside(tx), await readUnsealed(tx, most)]
  const upTo = rows.at(-1)?.xid
  if (upTo === undefined) return null
  refuseCutOff(inside, readNewestSeal(file))
  const ordered = rows.toSorted((a, b) => a.n - b.n)
  const numbers = ordered.map(({ n }) => n)
  const facts = {
    number: (inside?.number ?? 0) + 1,
    previous: inside ? digestOf(inside.signature) : noSeal,
    first: numbers[0] ?? 0,
    last: numbers.at(-1) ?? 0,
    count: numbers.length,
    root: rootOf(ordered)
  }
  const seal = { ...facts, signature: signSeal(facts, key) }
  await insertSeal(tx, seal, numbers, upTo)
  return seal
}

function refuseCutOff(inside: NewestSeal | null, outside: NewestSeal | null): void {
  if (!outside || (inside && inside.number >= outside.number)) return
  throw new Error(
    `The audit's newest seal is ${outside.number}, but the database ends with seal ${inside?.number ?? 0}: its end was cut off, or an older database restored.`
  )
}

const second = 1000

/** Seals each second until stopped. A failure is logged once for as long as it lasts, and tried again. */
export function keepSealing(service: Sealing): { stop(): Promise<void> } {
  let stopped = false
  let failing = ''
  let wake = (): void => undefined
  const pause = () =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, second)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async () => {
    while (!stopped) {
      try {
        const sealed = await sealOnce(service)
        failing = ''
        if (sealed === most) continue
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error)
        if (words !== failing) service.log.error({ reason: words }, 'the audit could not be sealed')
        failing = words
      }
      if (!stopped) await pause()
    }
  }
  const ended = loop()
  return {
    stop: async () => {
      stopped = true
      wake()
      await ended
      await sealOnce(service).catch(() => undefined)
    }
  }
}
