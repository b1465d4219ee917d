import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface OpenPepRow {
  upn: string
  child_id: string
  pep_id: string | null
  summary: Omit<Insertable<Schema['attendance_summary']>, 'pep_id' | 'authority_id' | 'child_id'> | null
}

/** The children of these UPNs, each with the newest plan that is open and what it knows of attendance. */
export async function readOpenPeps(tx: Tx, authorityId: number, upns: readonly string[]): Promise<OpenPepRow[]> {
  const { rows } = await sql<OpenPepRow>`
    select r.upn, r.child_id, p.id as pep_id, case when a.pep_id is not null then to_jsonb(a) end as summary
      from child_record r
      left join lateral (select p.id from pep p where p.child_id = r.child_id and p.state in ('planned', 'in-progress', 'returned')
        order by p.opened_on desc, p.id desc limit 1) p on true
      left join attendance_summary a on a.pep_id = p.id
     where r.authority_id = ${authorityId} and r.upn = any(${upns}::text[])`.execute(tx)
  return rows
}
