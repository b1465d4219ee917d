import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface OpeningRow {
  id: string
  authority_id: number
  child_id: string
  person_id: string
  person: string
  reason: string
  opened_at: string
  day: string
  closed_at: string | null
  closed_by_day: boolean
  /** Null: whoever asks may not see the child. */
  seen_child: string | null
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
}

/** Openings in the authorities that this person administers or heads, the newest first. The child comes by its own policy. */
export async function readOpenings(tx: Tx, authorities: readonly number[], most: number): Promise<OpeningRow[]> {
  const { rows } = await sql<OpeningRow>`
    select b.id, b.authority_id, b.child_id, b.person_id, p.name as person, b.reason, b.opened_at, b.day, b.closed_at,
           b.day < app.today() as closed_by_day, c.id as seen_child, c.first_name, c.last_name, c.preferred_name
      from break_glass b join person p on p.id = b.person_id left join child c on c.id = b.child_id
     where b.authority_id = any(${authorities}::smallint[]) order by b.opened_at desc, b.id limit ${most}`.execute(tx)
  return rows
}

/** Restricted children of authorities that this person heads of whom both facts are true. */
export async function findRestricted(tx: Tx, wanted: string, born: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from app.find_restricted(${wanted}, ${born}::date) id`.execute(
    tx
  )
  return rows.map(({ id }) => id)
}

export interface RestrictedRow {
  authority_id: number
  initials: string
  date_of_birth: string
  open: boolean
}
export async function readRestricted(tx: Tx, child: string): Promise<RestrictedRow | null> {
  const { rows } = await sql<RestrictedRow>`select * from app.restricted_child(${child}::uuid)`.execute(tx)
  return rows[0] ?? null
}

/** False where there is nothing to open: not restricted, not theirs, or open to them already. */
export async function insertOpening(tx: Tx, id: string, child: string, reason: string): Promise<boolean> {
  const { rows } = await sql<{ opened: boolean }>`
    select app.break_glass(${id}::uuid, ${child}::uuid, ${reason}) as opened`.execute(tx)
  return rows[0]?.opened === true
}

export const closeOpening = (tx: Tx, id: string, at: string) =>
  tx.updateTable('break_glass').set({ closed_at: at }).where('id', '=', id).where('closed_at', 'is', null).execute()
