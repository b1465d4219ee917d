import type { Tx } from '../db/transaction.ts'
import { withCommas } from '../guidance/numbers.ts'
import { readReach, rollBackToSavepoint, savepoint } from './reach.queries.ts'

/** How many children somebody would see more, and how many no longer. */
export interface ReachChange {
  readonly gains: number
  readonly loses: number
  /** How many it would then be. */
  readonly after: number
}

/**
 * What a change of a post would open and close to one person on a day: it is made, counted by the very rules of rows, and
 * taken back. `change` may write facts of access and nothing else.
 */
export async function reachChange(
  tx: Tx,
  of: { readonly person: string; readonly authorityId: number; readonly day: Temporal.PlainDate },
  change: () => Promise<unknown>
): Promise<ReachChange> {
  const reach = () => readReach(tx, of.person, of.authorityId, of.day.toString())
  const before = await reach()
  await savepoint(tx)
  await change()
  const after = await reach()
  await rollBackToSavepoint(tx)
  return { gains: after.difference(before).size, loses: before.difference(after).size, after: after.size }
}

const children = (number: number) => (number === 1 ? '1 child' : `${withCommas(number)} children`)

/** "gains 12 children, loses 3", within a sentence. */
export function changeInWords({ gains, loses }: Pick<ReachChange, 'gains' | 'loses'>): string {
  if (gains === 0 && loses === 0) return 'sees the same children as before'
  if (loses === 0) return `gains ${children(gains)}`
  if (gains === 0) return `loses ${children(loses)}`
  return `gains ${children(gains)}, loses ${withCommas(loses)}`
}
