import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface UnreadRow {
  pep_id: string
  child_id: string
  party: string
  recorded_on: string
}

/** Views of an authority's children that came by link before today and that nobody has marked as read. */
export async function readUnread(tx: Tx, authorityId: number): Promise<UnreadRow[]> {
  const { rows } = await sql<UnreadRow>`
    select v.pep_id, v.child_id, v.party, v.recorded_on from views v join child c on c.id = v.child_id
     where v.authority_id = ${authorityId} and v.how = 'link' and v.recorded_on < app.today() and v.read_at is null
       and c.died_on is null and c.adopted_on is null
     order by v.recorded_on, v.pep_id, v.party`.execute(tx)
  return rows
}
