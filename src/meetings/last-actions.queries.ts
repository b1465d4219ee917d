import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'
import type { ActionRow } from './meeting.queries.ts'

export interface LastActionRow extends ActionRow {
  outcome: string | null
  outcome_words: string | null
  carried_due: string | null
}

/** What the plan before agreed, and of any earlier plan what nobody has finished or looked at since. */
export async function readLastActions(tx: Tx, pepId: string): Promise<LastActionRow[]> {
  const { rows } = await sql<LastActionRow>`
    select a.id, a.words, a.owner_party, a.owner_person_id, a.owner_name, a.due, a.done_on, a.outcome, a.outcome_words, n.due as carried_due
      from pep p join action a on a.child_id = p.child_id and a.pep_id <> p.id join pep b on b.id = a.pep_id
      left join action n on n.carried_from = a.id
     where p.id = ${pepId} and (a.reviewed_in = p.id or (a.reviewed_in is null
       and (b.id = p.previous_pep_id or (b.opened_on < p.opened_on and a.done_on is null))))
     order by a.due, a.id`.execute(tx)
  return rows
}

export const updateReview = (
  tx: Tx,
  id: string,
  review: {
    outcome: string
    outcome_words: string | null
    reviewed_in: string
    reviewed_by: string
    reviewed_on: string
  }
) => tx.updateTable('action').set(review).where('id', '=', id).execute()

/** The action that goes on, in the new plan: one for each that came back. */
export const upsertCarried = (tx: Tx, row: Insertable<Schema['action']> & { carried_from: string }) =>
  tx
    .insertInto('action')
    .values(row)
    .onConflict(conflict =>
      conflict
        .column('carried_from')
        .where('carried_from', 'is not', null)
        .doUpdateSet({ due: row.due ?? null })
    )
    .execute()

export const deleteCarried = (tx: Tx, from: string, pepId: string) =>
  tx.deleteFrom('action').where('carried_from', '=', from).where('pep_id', '=', pepId).execute()

export const setDone = (tx: Tx, id: string, done: { on: string; by: string } | null) =>
  tx
    .updateTable('action')
    .set({ done_on: done?.on ?? null, done_by: done?.by ?? null })
    .where('id', '=', id)
    .execute()
