import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface GrantRow {
  id: string
  person_id: string
  name: string | null
  email: string | null
  role: string
  sections: string[]
  ends: string | null
  by: string | null
  running: boolean
}
export async function readGrants(tx: Tx, pepId: string): Promise<GrantRow[]> {
  const { rows } = await sql<GrantRow>`
    select g.id, g.person_id, p.name, p.email, g.role, g.sections, g.ends, b.name as by,
           g.revoked_at is null and (g.ends is null or g.ends > app.today()) as running
      from section_grant g left join person p on p.id = g.person_id left join person b on b.id = g.granted_by
     where g.pep_id = ${pepId} order by g.id`.execute(tx)
  return rows
}

export async function readProfessional(tx: Tx, email: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from person where email = ${email} and kind = 'professional' and ended_at is null`.execute(tx)
  return rows[0]?.id ?? null
}
/** False where the address is somebody's already. */
export async function insertProfessional(tx: Tx, row: { id: string; name: string; email: string }): Promise<boolean> {
  const result = await tx
    .insertInto('person')
    .values({ ...row, kind: 'professional' })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
export const insertGrant = (tx: Tx, row: Insertable<Schema['section_grant']>) =>
  tx.insertInto('section_grant').values(row).execute()

/** What is asked of this person themself in a plan, and by whom. */
export async function readOwnGrants(tx: Tx, pepId: string) {
  const { rows } = await sql<{ sections: string[]; ends: string | null; by: string | null }>`
    select g.sections, g.ends, b.name as by from section_grant g left join person b on b.id = g.granted_by
     where g.pep_id = ${pepId} and g.person_id = app.person() and g.revoked_at is null and g.starts <= app.today()
       and (g.ends is null or g.ends > app.today()) order by g.id`.execute(tx)
  return rows
}

/** False where there was none running of this plan. */
export async function revokeGrant(tx: Tx, pepId: string, id: string, at: string): Promise<boolean> {
  const result = await tx
    .updateTable('section_grant')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('pep_id', '=', pepId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
