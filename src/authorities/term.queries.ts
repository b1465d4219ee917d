import type { Selectable } from 'kysely'
import type { CalendarTermTable } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export type StoredTerm = Selectable<CalendarTermTable>

export const readTerms = (tx: Tx, authorityId: number): Promise<StoredTerm[]> =>
  tx.selectFrom('calendar_term').selectAll().where('authority_id', '=', authorityId).execute()

export async function writeTerms(tx: Tx, terms: readonly StoredTerm[]): Promise<void> {
  for (const { authority_id, year, term, ...dates } of terms)
    await tx
      .insertInto('calendar_term')
      .values({ authority_id, year, term, ...dates })
      .onConflict(conflict => conflict.columns(['authority_id', 'year', 'term']).doUpdateSet(dates))
      .execute()
}
