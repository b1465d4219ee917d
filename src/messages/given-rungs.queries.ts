import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface GivenRow {
  pep_id: string
  clock: string
  due: string
  rungs: string[]
}

/** The rungs of the ladder that the steps still open have had, by due date. */
export async function readGivenRungs(tx: Tx, authorityId: number): Promise<GivenRow[]> {
  const { rows } = await sql<GivenRow>`
    select r.pep_id, r.clock, r.due, array_agg(r.rung) as rungs
      from reminder_rung r join open_clock k on k.pep_id = r.pep_id and k.name = r.clock
     where r.authority_id = ${authorityId} and k.authority_id = ${authorityId} group by r.pep_id, r.clock, r.due`.execute(
    tx
  )
  return rows
}
