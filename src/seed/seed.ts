import { createHash } from 'node:crypto'
import { type Database, openDatabase } from '../db/database.ts'
import { migrationsIn, schemaHash } from '../db/migrations.ts'
import { asPerson, type Tx } from '../db/transaction.ts'
import { currentVersion } from '../forms/load.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { projectClocks } from '../peps/clocks.ts'
import { childSteps, clockStep, pepSteps } from './children.queries.ts'
import { groundSteps, peopleSteps } from './people.queries.ts'
import { planFor } from './plan.ts'
import { type Scale, variants } from './scale.ts'
import { type Counts, markSeeded, openPeps, readCounts, readMark, realPeople, runStep, tidy } from './seed.queries.ts'

export interface Seeded {
  /** False where the same load was there already. */
  readonly seeded: boolean
  readonly hash: string
  readonly seconds: number
  readonly counts: Counts
}

/** Counted up with every change of what the seed writes. */
const edition = 1

/** Names a load: the same scale on the same schema by the same seed. */
export function seedHash({ authorities, children, years }: Scale): string {
  const words = JSON.stringify([edition, authorities, children, years, schemaHash(migrationsIn())])
  return createHash('sha256').update(words).digest('hex').slice(0, 16)
}

/**
 * Fills a database with synthetic load, all or nothing, as the tables' owner. The same again changes nothing.
 * @throws where the database holds real people, or another load.
 */
export async function seed(
  ownerUrl: string,
  scale: Scale,
  today: PlainDate,
  said: (words: string) => void = () => undefined
): Promise<Seeded> {
  const database = openDatabase(ownerUrl, { max: 1, name: 'openpep seed' })
  const began = performance.now()
  const hash = seedHash(scale)
  try {
    const made = await asPerson(database, { person: null, today }, tx => fill(tx, { scale, today, hash, said }))
    if (made) await tidy(database)
    const counts = await readCounts(database.kysely)
    return { seeded: made, hash, seconds: Math.round((performance.now() - began) / 100) / 10, counts }
  } finally {
    await database.close()
  }
}

interface Filling {
  readonly scale: Scale
  readonly today: PlainDate
  readonly hash: string
  readonly said: (words: string) => void
}

async function fill(tx: Tx, { scale, today, hash, said }: Filling): Promise<boolean> {
  const there = await readMark(tx)
  if (there === hash) return false
  if (there) throw new Error('This database holds another synthetic load. Seed into a new, empty database.')
  if (await realPeople(tx)) {
    throw new Error(
      'This database holds people who are not of the demonstration. Synthetic load is for empty databases.'
    )
  }
  const plan = planFor(scale, today)
  const representatives = Math.min(variants, scale.children)
  for (const step of [...groundSteps(plan), ...peopleSteps(plan), ...childSteps(plan), ...pepSteps(currentVersion)]) {
    await timed(step.what, said, () => runStep(tx, step))
  }
  await timed('clocks', said, async () => {
    await projectClocks(tx, await openPeps(tx, representatives), today)
    await runStep(tx, clockStep(representatives))
  })
  await markSeeded(tx, hash)
  return true
}

async function timed(what: string, said: (words: string) => void, work: () => Promise<unknown>): Promise<void> {
  const began = performance.now()
  await work()
  said(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

/** The hash of the load that a database holds, or null. */
export const seededHash = (database: Database): Promise<string | null> => readMark(database.kysely)
