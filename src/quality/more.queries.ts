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

export async function readActed(tx: Tx, pepId: string) {
  const { rows } = await sql<{
    resubmitted_on: string | null
    submitted_by: string | null
    last_return: string | null
    checks: { id: string; outcome: string; checked_on: string; checked_by: string }[]
    reviews: { id: string; rated_on: string }[]
  }>`
    select p.resubmitted_on, p.submitted_by,
           (select id from section_return where pep_id = p.id order by id desc limit 1) as last_return,
           coalesce((select jsonb_agg(to_jsonb(c) order by c.id) from pep_check c where c.pep_id = p.id), '[]') as checks,
           coalesce((select jsonb_agg(to_jsonb(q) order by q.id) from quality_review q where q.pep_id = p.id), '[]') as reviews
      from pep p where p.id = ${pepId}`.execute(tx)
  return rows[0] ?? null
}

/** Back to being written; or, of a plan handed in again, back to being returned with what was open then. */
export async function takeBack(tx: Tx, pepId: string, resubmittedOn: string | null): Promise<void> {
  if (resubmittedOn === null) {
    await sql`update pep set state = 'in-progress', submitted_on = null, submitted_by = null where id = ${pepId}`.execute(
      tx
    )
    return
  }
  await sql`update pep set state = 'returned', resubmitted_on = null where id = ${pepId}`.execute(tx)
  await sql`update section_return set resolved_on = null where pep_id = ${pepId} and returned_on =
    (select max(returned_on) from section_return where pep_id = ${pepId}) and resolved_on = ${resubmittedOn}`.execute(
    tx
  )
}

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
