import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import type { Phase } from '../guidance/words.ts'
import { type Area, areasOf } from './areas.ts'
import { type ExemplarRow, readExemplars, writeExemplar } from './exemplar.queries.ts'
import given from './exemplars.json' with { type: 'json' }

/** A good target to look at while one writes. */
export interface Exemplar {
  readonly key: string
  readonly area: string
  /** Null: every phase that has the area. */
  readonly phase: Phase | null
  readonly baseline: string
  readonly words: string
  readonly hidden: boolean
}

/** Those that come with the service. */
export const givenExemplars: readonly Exemplar[] = given.map(one => ({
  ...one,
  phase: one.phase as Phase,
  hidden: false
}))

/** The Virtual School's stand in the place of those with the same key, and after the rest. Pure. */
export function laidOver(own: readonly Exemplar[]): Exemplar[] {
  const mine = new Map(own.map(one => [one.key, one]))
  const known = new Set(givenExemplars.map(({ key }) => key))
  return [...givenExemplars.map(one => mine.get(one.key) ?? one), ...own.filter(({ key }) => !known.has(key))]
}

/** What is shown to one who writes: of the phase, and of the area where one is chosen and there are any. Pure. */
export function shownFor(all: readonly Exemplar[], phase: Phase, area: string): Exemplar[] {
  const areas: readonly string[] = areasOf(phase)
  const of = all.filter(one => !one.hidden && (one.phase === phase || (one.phase === null && areas.includes(one.area))))
  const here = of.filter(one => one.area === area)
  return here.length > 0 ? here : of.toSorted((a, b) => areas.indexOf(a.area as Area) - areas.indexOf(b.area as Area))
}

const toExemplar = ({ phase, ...row }: ExemplarRow): Exemplar => ({ ...row, phase: phase as Phase | null })

export const exemplarsOf = async (tx: Tx, authorityId: number): Promise<readonly Exemplar[]> =>
  laidOver((await readExemplars(tx, authorityId)).map(toExemplar))

/** Keeps one, in the Virtual School's own words. */
export async function keepExemplar(
  tx: Tx,
  exemplar: Exemplar,
  by: { readonly authorityId: number; readonly personId: string }
): Promise<void> {
  await writeExemplar(tx, { ...exemplar, ...by })
  await record(tx, {
    person: by.personId,
    action: 'edit good targets',
    authorityId: by.authorityId,
    payload: { ...exemplar }
  })
}
