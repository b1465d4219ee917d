import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** The ids of children whose rows the person of this transaction may see. */
export async function readVisibleIds(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('child').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

/** A person by the demonstration's word or by id; read as the owner. Null where there is none. */
export async function findPersonByWord(tx: Tx, word: string): Promise<{ id: string; name: string } | null> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from person where (demo_word = ${word} or id::text = lower(${word})) and ended_at is null`.execute(
    tx
  )
  return rows[0] ?? null
}

export interface ListedChild {
  id: string
  name: string | null
  dateOfBirth: string
  careSystemId: string | null
  inCare: boolean
}

/** An authority's children in the order of their ids; read as the owner, on `today`. */
export async function readChildrenOf(tx: Tx, authority: number, today: string): Promise<ListedChild[]> {
  const { rows } = await sql<ListedChild>`
    select c.id, nullif(concat_ws(' ', coalesce(c.preferred_name, c.first_name), c.last_name), '') as name,
           c.date_of_birth as "dateOfBirth", r.care_system_id as "careSystemId",
           exists (select from care_period p where p.child_id = c.id and p.starts <= ${today}::date
                   and (p.ends is null or p.ends > ${today}::date)) as "inCare"
      from child c left join child_record r on r.child_id = c.id
     where c.authority_id = ${authority} and c.merged_into is null order by c.id`.execute(tx)
  return rows
}

export async function authorityExists(tx: Tx, code: number): Promise<boolean> {
  return (await tx.selectFrom('authority').select('id').where('id', '=', code).executeTakeFirst()) !== undefined
}
