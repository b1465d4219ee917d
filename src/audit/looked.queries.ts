import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface LookedRow {
  n: number
  at: string
  person_id: string | null
  person_name: string | null
  role: string | null
  action: string
  outcome: 'done' | 'refused' | 'not-found'
  reason: string | null
  in_list: boolean
}

export interface LookedFilter {
  readonly person: string | null
  readonly from: string | null
  readonly to: string | null
}

const all = ({ person, from, to }: LookedFilter, child: string) =>
  sql`app.who_looked(${child}::uuid, ${person}::uuid, ${from}::date, ${to}::date)`

/** The newest first. */
export async function readLooked(
  tx: Tx,
  child: string,
  filter: LookedFilter,
  offset: number,
  most: number
): Promise<LookedRow[]> {
  const { rows } = await sql<LookedRow>`
    select * from ${all(filter, child)} order by n desc offset ${offset} limit ${most}`.execute(tx)
  return rows
}

export async function countLooked(tx: Tx, child: string, filter: LookedFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${all(filter, child)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Everybody who is on the list, by name. */
export async function readLookers(tx: Tx, child: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct person_id as id, person_name as name
      from ${all({ person: null, from: null, to: null }, child)} where person_name is not null order by name`.execute(
    tx
  )
  return rows
}
