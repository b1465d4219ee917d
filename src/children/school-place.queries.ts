import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface ApplicationRow {
  id: string
  school: string
  asked_on: string
  result: 'waiting' | 'offered' | 'refused' | 'appeal'
  result_on: string | null
}
export const readApplications = (tx: Tx, childId: string): Promise<ApplicationRow[]> =>
  tx
    .selectFrom('school_application')
    .select(['id', 'school', 'asked_on', 'result', 'result_on'])
    .where('child_id', '=', childId)
    .orderBy('asked_on', 'desc')
    .orderBy('id')
    .execute() as Promise<ApplicationRow[]>

export const insertApplication = (tx: Tx, row: Insertable<Schema['school_application']>) =>
  tx.insertInto('school_application').values(row).execute()

export async function setResult(tx: Tx, childId: string, id: string, result: string, on: string): Promise<boolean> {
  const done = await tx
    .updateTable('school_application')
    .set({ result, result_on: on })
    .where('id', '=', id)
    .where('child_id', '=', childId)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export interface ReviewRow {
  id: string
  on_date: string
  words: string
  next_on: string | null
  by: string
}
export async function readReviews(tx: Tx, childId: string): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`
    select r.id, r.on_date, r.words, r.next_on, p.name as by from place_review r join person p on p.id = r.written_by
     where r.child_id = ${childId} order by r.on_date desc, r.id desc`.execute(tx)
  return rows
}

export const insertReview = (tx: Tx, row: Insertable<Schema['place_review']>) =>
  tx.insertInto('place_review').values(row).execute()
