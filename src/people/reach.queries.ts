import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** The children of one authority whom somebody sees on a day, by the rules of rows; nobody (null) sees none. */
export async function readReach(tx: Tx, person: string | null, authorityId: number, day: string): Promise<Set<string>> {
  if (person === null) return new Set()
  const { rows } = await sql<{ child: string }>`
    select unnest(app.reach_in(${person}::uuid, ${authorityId}::smallint, ${day}::date)) as child`.execute(tx)
  return new Set(rows.map(({ child }) => child))
}

/** How many of one authority's children each of these sees today. */
export async function countReaches(
  tx: Tx,
  people: readonly string[],
  authorityId: number
): Promise<Map<string, number>> {
  const { rows } = await sql<{ person: string; children: number }>`
    select p as person, cardinality(app.reach_in(p, ${authorityId}::smallint, app.today())) as children
      from unnest(${people}::uuid[]) p`.execute(tx)
  return new Map(rows.map(({ person, children }) => [person, children]))
}

export const savepoint = (tx: Tx) => sql`savepoint before_the_change`.execute(tx)
export async function rollBackToSavepoint(tx: Tx): Promise<void> {
  await sql`rollback to savepoint before_the_change`.execute(tx)
  await sql`release savepoint before_the_change`.execute(tx)
}
