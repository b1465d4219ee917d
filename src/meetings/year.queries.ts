import type { Insertable } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface PlannedRow {
  year: string
  term: string
  on_date: string
  at_time: string | null
}

export const readPlanned = (tx: Tx, childId: string): Promise<PlannedRow[]> =>
  tx
    .selectFrom('planned_meeting')
    .select(['year', 'term', 'on_date', 'at_time'])
    .where('child_id', '=', childId)
    .execute()

export const upsertPlanned = (tx: Tx, row: Insertable<Schema['planned_meeting']>) =>
  tx
    .insertInto('planned_meeting')
    .values(row)
    .onConflict(conflict =>
      conflict.columns(['child_id', 'year', 'term']).doUpdateSet({
        on_date: row.on_date,
        at_time: row.at_time ?? null,
        planned_by: row.planned_by,
        planned_at: row.planned_at
      })
    )
    .execute()

export const deletePlanned = (tx: Tx, childId: string, { year, term }: { year: string; term: string }) =>
  tx
    .deleteFrom('planned_meeting')
    .where('child_id', '=', childId)
    .where('year', '=', year)
    .where('term', '=', term)
    .execute()

/** The date that the plan before settled for its next term, and why it is late in it. */
export async function readSettledBefore(
  tx: Tx,
  previousPepId: string
): Promise<{ on_date: string; reason: string | null } | undefined> {
  return await tx
    .selectFrom('meeting')
    .select(['next_on as on_date', 'next_reason as reason'])
    .where('pep_id', '=', previousPepId)
    .where('next_on', 'is not', null)
    .$narrowType<{ on_date: string }>()
    .executeTakeFirst()
}
