import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { upsertAll } from './bulk.queries.ts'
import type { NewCarer } from './plan-carer.ts'

/** Finds or makes each carer's person, by e-mail address, and gives them the child. */
export async function writeCarers(tx: Tx, carers: readonly NewCarer[]): Promise<void> {
  const rows = []
  for (const { email, name, allocation } of carers) {
    const { rows: found } = await sql<{
      id: string | null
    }>`select app.carer_person(${email}, ${name}, ${newId()}) id`.execute(tx)
    const person = found[0]?.id
    if (person) rows.push({ ...allocation, person_id: person })
  }
  await upsertAll(tx, 'allocation', 'id', rows)
}
