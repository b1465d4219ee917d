import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export async function readAddenda(tx: Tx, pepId: string) {
  const { rows } = await sql<{ words: string; written_on: string; name: string | null }>`
    select a.words, a.written_on, p.name from addendum a left join person p on p.id = a.written_by
     where a.pep_id = ${pepId} order by a.id`.execute(tx)
  return rows
}
export const insertAddendum = (tx: Tx, row: Insertable<Schema['addendum']>) =>
  tx.insertInto('addendum').values(row).execute()
