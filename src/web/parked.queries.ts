import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** At most a hundred wait for one person: false where there is no room. */
export async function insertParked(
  tx: Tx,
  { id, person, sealed, now }: { id: string; person: string; sealed: string; now: string }
): Promise<boolean> {
  const { rows } = await sql`
    insert into parked_post (id, person_id, sealed, parked_at)
    select ${id}::uuid, ${person}::uuid, ${sealed}, ${now}::timestamptz
     where (select count(*) from parked_post where person_id = ${person}::uuid) < 100
    returning id`.execute(tx)
  return rows.length > 0
}

export const readParked = (tx: Tx, person: string, after: string) =>
  tx
    .selectFrom('parked_post')
    .select(['id', 'sealed', 'parked_at'])
    .where('person_id', '=', person)
    .where('parked_at', '>', after)
    .orderBy('id')
    .execute()

export const deleteParked = (tx: Tx, person: string, id: string) =>
  tx.deleteFrom('parked_post').where('person_id', '=', person).where('id', '=', id).execute()
