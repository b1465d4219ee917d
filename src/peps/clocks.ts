import { contextOf } from '../authorities/authority.ts'
import { asService } from '../db/as-service.ts'
import type { Database } from '../db/database.ts'
import { asPerson, type Tx } from '../db/transaction.ts'
import type { Clock, ClockContext, ClockName } from '../guidance/clocks/clock.ts'
import type { PepFacts } from '../guidance/clocks/facts.ts'
import { pepClocks } from '../guidance/clocks/pep-clocks.ts'
import { type GivenRungs, type PolicyEffect, policyEffect } from '../guidance/policy-effect.ts'
import type { Role } from '../guidance/words.ts'
import { lockOpenBeside, lockPeps, type PepOwner, readPepAuthorities } from './clock-facts.queries.ts'
import { pepFacts } from './clock-facts.ts'
import {
  type ClockRow,
  type NamedChild,
  type NewClock,
  readChildrenOfPeps,
  readClocks,
  readOpenClocks,
  readRunningPeps,
  rewriteClocks
} from './clocks.queries.ts'
import { type PlainClock, plainClock } from './plain-clock.ts'

export { pepFacts } from './clock-facts.ts'

const someAtOnce = 500

/**
 * Rewrites the clock rows of these peps, and of the open ones beside them, from the stored facts. Every change of a pep's facts calls it in its transaction;
 * it works as the authority's service person, because whoever changed a fact need not see the others.
 */
export async function projectClocks(tx: Tx, pepIds: readonly string[], today: Temporal.PlainDate): Promise<void> {
  if (pepIds.length === 0) return
  const byAuthority = Map.groupBy(await readPepAuthorities(tx, pepIds), row => row.authority_id)
  for (const [authorityId, rows] of byAuthority) {
    const context = await contextOf(tx, authorityId, today)
    const ids = rows.map(row => row.id)
    await asService(tx, authorityId, async () => project(tx, [...ids, ...(await lockOpenBeside(tx, ids))], context))
  }
}

async function project(tx: Tx, pepIds: readonly string[], context: ClockContext): Promise<void> {
  for (let at = 0; at < pepIds.length; at += someAtOnce) {
    const some = pepIds.slice(at, at + someAtOnce)
    const owners = await lockPeps(tx, some)
    const facts = await pepFacts(tx, some)
    const rows = owners.flatMap(owner => {
      const known = facts.get(owner.id)
      return known ? clockRows(owner, known, context) : []
    })
    await rewriteClocks(tx, some, rows)
  }
}

/** A second clock of the same name (another correction, another submission) is told apart by its number. */
function clockRows(owner: PepOwner, facts: PepFacts, context: ClockContext): NewClock[] {
  const seen = new Map<string, number>()
  return pepClocks(facts, context).map((clock: Clock) => {
    const nth = (seen.get(clock.name) ?? 0) + 1
    seen.set(clock.name, nth)
    const plain = plainClock(clock)
    return {
      pep_id: owner.id,
      name: nth === 1 ? clock.name : `${clock.name}:${nth}`,
      authority_id: owner.authority_id,
      child_id: owner.child_id,
      holder: clock.holder,
      starts: plain.start,
      due: plain.due,
      met_on: plain.metOn,
      stopped: plain.stopped ?? null,
      unknown: plain.unknown ?? null,
      explanation: plain
    }
  })
}

/** Nightly, for every pep of an authority that still has something ahead of it. Returns how many there were. */
export const projectAll = (database: Database, authorityId: number, today: Temporal.PlainDate): Promise<number> =>
  asPerson(database, { person: null, today }, async tx => {
    const context = await contextOf(tx, authorityId, today)
    return asService(tx, authorityId, async () => {
      const ids = await readRunningPeps(tx, authorityId)
      await project(tx, ids, context)
      return ids.length
    })
  })

/** The same inside a change of the authority's own policy or calendar. */
export async function projectAuthority(tx: Tx, authorityId: number, today: Temporal.PlainDate): Promise<void> {
  const context = await contextOf(tx, authorityId, today)
  await asService(tx, authorityId, async () => project(tx, await readRunningPeps(tx, authorityId), context))
}

/** What other rules would change in an authority's open plans: counts, and dates by the id of a plan. */
export const effectOn = (
  tx: Tx,
  authorityId: number,
  before: ClockContext,
  after: ClockContext,
  given?: GivenRungs
): Promise<PolicyEffect> =>
  asService(tx, authorityId, async () =>
    policyEffect(await pepFacts(tx, await readRunningPeps(tx, authorityId)), before, after, given)
  )

/** The child of each plan, by name, as far as the asking person may see them. */
export const childrenOfPeps = async (tx: Tx, pepIds: readonly string[]): Promise<Map<string, NamedChild>> =>
  new Map((await readChildrenOfPeps(tx, pepIds)).map(row => [row.pep_id, row]))

export interface StoredClock extends PlainClock {
  readonly pepId: string
}

const stored = (row: ClockRow): StoredClock => ({ ...(row.explanation as PlainClock), pepId: row.pep_id })

/** The clocks of a pep that this person may see, the next due first. */
export const clocksOf = async (tx: Tx, pepId: string): Promise<StoredClock[]> =>
  (await readClocks(tx, { pep: pepId })).map(stored)

/** The clocks of all of a child's peps. */
export const childClocks = async (tx: Tx, childId: string): Promise<StoredClock[]> =>
  (await readClocks(tx, { child: childId })).map(stored)

/** A clock whose step somebody still has to do. `name` tells a second of the same step apart. Dates are ISO. */
export interface OpenClock {
  readonly pepId: string
  readonly name: string
  readonly step: ClockName
  readonly holder: Role
  readonly heldWith: Role | null
  readonly due: string | null
  /** The last day on which nobody counts it late. */
  readonly lateAfter: string | null
  /** Who holds it, by name, where the records say. */
  readonly by: string | null
  readonly explanation: PlainClock
}

/** What is still to do in a plan, or in all of a child's plans, as far as this person may see them; the next due first. */
export const openClocksOf = async (tx: Tx, of: { pep: string } | { child: string }): Promise<OpenClock[]> =>
  (await readOpenClocks(tx, of)).map(row => ({
    pepId: row.pep_id,
    name: row.name,
    step: row.step as ClockName,
    holder: row.holder as Role,
    heldWith: row.held_with as Role | null,
    due: row.due,
    lateAfter: row.late_after,
    by: row.by,
    explanation: row.explanation as PlainClock
  }))
