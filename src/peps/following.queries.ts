import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** What an open plan has become. */
export const updateFollowed = (
  tx: Tx,
  pepId: string,
  change: { kind: string; setting_id: string | null; circumstances: string[] }
) => tx.updateTable('pep').set(change).where('id', '=', pepId).execute()

/** The questions of these sections are others now: somebody must say again that they are complete. */
export const reopenSections = (tx: Tx, pepId: string, sections: readonly string[]) =>
  sql`update section_state set complete_on = null, complete_by = null
       where pep_id = ${pepId} and section = any(${sections}::text[])`.execute(tx)

/** The plans that are not finished yet. */
export async function readOpenPepIds(tx: Tx, of: { child: string } | { authority: number }): Promise<string[]> {
  const mine = 'child' in of ? sql`child_id = ${of.child}` : sql`authority_id = ${of.authority}`
  const { rows } = await sql<{ id: string }>`
    select id from pep where ${mine} and state not in ('signed-off', 'not-required') order by id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The child's plans whose meeting is still to come: what the record says may still change in them. */
export async function readBeingWritten(tx: Tx, childId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from pep p left join meeting m on m.pep_id = p.id
     where p.child_id = ${childId} and p.state in ('planned', 'in-progress') and m.held_on is null order by p.id`.execute(
    tx
  )
  return rows.map(({ id }) => id)
}
