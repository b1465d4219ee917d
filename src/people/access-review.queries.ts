import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface ReviewRow {
  id: string
  authority_id: number
  year: string
  term: string
  opened_on: string
  due: string
  told: string[]
  finished_on: string | null
}

/** The newest review of an authority. */
export async function readReview(tx: Tx, authorityId: number): Promise<ReviewRow | null> {
  const row = await tx
    .selectFrom('access_review')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('opened_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** False where this term's was opened before. */
export async function insertReview(tx: Tx, row: Insertable<Schema['access_review']>): Promise<boolean> {
  const result = await tx
    .insertInto('access_review')
    .values(row)
    .onConflict(conflict => conflict.columns(['authority_id', 'year', 'term']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const updateReview = (tx: Tx, id: string, changes: { told?: string[]; finished_on?: string }) =>
  tx.updateTable('access_review').set(changes).where('id', '=', id).execute()

export interface ReviewedRow {
  person_id: string
  name: string
  email: string | null
  roles: string[]
  places: string[]
  signed_in_on: string | null
  suspended_on: string | null
  outcome: 'kept' | 'ended' | null
  answered_by: string | null
  answered_at: string | null
}

/** Everybody of a review: those who have access still, and those whose access it has ended. */
export async function readReviewed(tx: Tx, review: string): Promise<ReviewedRow[]> {
  const { rows } = await sql<ReviewedRow>`
    select p.id as person_id, p.name, p.email, coalesce(r.roles, '{}') as roles, coalesce(r.places, '{}') as places,
           r.signed_in_on, r.suspended_on, n.outcome, b.name as answered_by, n.answered_at
      from app.reviewed_people(${review}::uuid) r
      full join (select * from access_answer where review_id = ${review}::uuid) n on n.person_id = r.person_id
      join person p on p.id = coalesce(r.person_id, n.person_id) left join person b on b.id = n.answered_by
     order by lower(p.name), p.id`.execute(tx)
  return rows
}

/** A second answer about the same person changes nothing. */
export const insertAnswers = (tx: Tx, rows: ReadonlyArray<Insertable<Schema['access_answer']>>) =>
  tx
    .insertInto('access_answer')
    .values(rows)
    .onConflict(conflict => conflict.columns(['review_id', 'person_id']).doNothing())
    .execute()

/** Their posts in an authority, running or to come. */
export async function readPostIds(tx: Tx, person: string, authorityId: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from appointment where person_id = ${person}::uuid and authority_id = ${authorityId} and role <> 'service'
       and revoked_at is null and (ends is null or ends > app.today())`.execute(tx)
  return rows.map(({ id }) => id)
}

export const endHelping = (tx: Tx, person: string, authorityId: number) =>
  sql`select app.end_helping(${person}::uuid, ${authorityId}::smallint)`.execute(tx)
