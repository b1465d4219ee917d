import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface ColleagueRow {
  id: string
  name: string
  roles: string[]
  may: boolean
}

/** Somebody who holds a post in this authority today, and whether what they see may be looked at. */
export async function readColleague(tx: Tx, person: string, authorityId: number): Promise<ColleagueRow | null> {
  const { rows } = await sql<ColleagueRow>`
    select p.id, p.name, array_agg(distinct a.role) as roles, app.may_preview(app.person(), p.id, ${authorityId}::smallint) as may
      from person p join appointment a on a.person_id = p.id and a.authority_id = ${authorityId} and a.role <> 'service'
       and a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today())
     where p.id = ${person}::uuid and p.kind = 'professional' and p.ended_at is null group by p.id, p.name`.execute(tx)
  return rows[0] ?? null
}

/** False where it may not be looked at. */
export async function insertPreview(
  tx: Tx,
  session: Buffer,
  { person, authorityId, minutes }: { readonly person: string; readonly authorityId: number; readonly minutes: number }
): Promise<boolean> {
  const { rows } = await sql<{ begun: boolean }>`
    select app.begin_preview(${session}, ${person}::uuid, ${authorityId}::smallint, ${minutes}) as begun`.execute(tx)
  return rows[0]?.begun === true
}

/** Whose view it was; null where none was running. */
export async function closePreview(tx: Tx, session: Buffer): Promise<string | null> {
  const { rows } = await sql<{ person: string | null }>`select app.end_preview(${session}) as person`.execute(tx)
  return rows[0]?.person ?? null
}
