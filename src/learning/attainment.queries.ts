import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface AttainmentRow {
  subject: string
  scale: string
  qualification: string | null
  tier: string | null
  working_at: string | null
  previous: string | null
  predicted: string | null
  goal: string | null
  on_track: boolean | null
  attitude: string | null
  explanation: string
}

export async function readAttainment(tx: Tx, pepId: string): Promise<AttainmentRow[]> {
  const { rows } = await sql<AttainmentRow>`
    select subject, scale, qualification, tier, working_at, previous, predicted, goal, on_track, attitude, explanation
      from attainment where pep_id = ${pepId} order by id`.execute(tx)
  return rows
}

/** The whole table of a plan, as it now is. */
export async function replaceAttainment(
  tx: Tx,
  pepId: string,
  rows: readonly (AttainmentRow & { id: string; pep_id: string; authority_id: number; child_id: string })[]
): Promise<void> {
  await tx.deleteFrom('attainment').where('pep_id', '=', pepId).execute()
  if (rows.length > 0)
    await tx
      .insertInto('attainment')
      .values([...rows])
      .execute()
}
