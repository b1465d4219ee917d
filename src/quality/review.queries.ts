import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface ReviewRow {
  id: string
  ratings: unknown
  overall: string
  override_reason: string | null
  outcome: 'returned' | 'signed-off' | 'rated'
  rated_on: string
  rated_by: string
  name: string | null
}
export async function readReviews(tx: Tx, pepId: string): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`
    select q.id, q.ratings, q.overall, q.override_reason, q.outcome, q.rated_on, q.rated_by, p.name
      from quality_review q left join person p on p.id = q.rated_by where q.pep_id = ${pepId} order by q.id`.execute(tx)
  return rows
}

/** Whether this person wrote an answer or a target of the plan, or recorded its meeting: then they do not rate it. */
export async function readWroteIn(tx: Tx, pepId: string, person: string): Promise<boolean> {
  const { rows } = await sql<{ wrote: boolean }>`
    select exists (select from answer_version where pep_id = ${pepId} and written_by = ${person} and carried_from is null)
        or exists (select from target where pep_id = ${pepId} and written_by = ${person})
        or exists (select from meeting where pep_id = ${pepId} and held_recorded_by = ${person}) as wrote`.execute(tx)
  return rows[0]?.wrote === true
}

export const insertReview = (tx: Tx, row: Insertable<Schema['quality_review']>) =>
  tx.insertInto('quality_review').values(row).execute()

export async function insertReturns(tx: Tx, rows: ReadonlyArray<Insertable<Schema['section_return']>>) {
  if (rows.length > 0)
    await tx
      .insertInto('section_return')
      .values([...rows])
      .execute()
}

export async function insertFeedback(tx: Tx, rows: ReadonlyArray<Insertable<Schema['feedback']>>) {
  if (rows.length > 0)
    await tx
      .insertInto('feedback')
      .values([...rows])
      .execute()
}

export const setReturned = (tx: Tx, pepId: string, on: string) =>
  tx.updateTable('pep').set({ state: 'returned', returned_on: on }).where('id', '=', pepId).execute()

export const setSignedOff = (
  tx: Tx,
  pepId: string,
  signed: { on: string; at: string; by: string; unchecked: boolean }
) =>
  tx
    .updateTable('pep')
    .set({
      state: 'signed-off',
      signed_off_on: signed.on,
      signed_off_at: signed.at,
      signed_off_by: signed.by,
      unchecked_at_sign_off: signed.unchecked
    })
    .where('id', '=', pepId)
    .execute()

export interface FeedbackRow {
  id: string
  pep_id: string
  section: string | null
  words: string
  given_on: string
  giver: string | null
  answer: string | null
  answered_on: string | null
  answerer: string | null
}
/** Of these plans, in the order it was given. */
export async function readFeedback(tx: Tx, pepIds: readonly string[]): Promise<FeedbackRow[]> {
  const { rows } = await sql<FeedbackRow>`
    select f.id, f.pep_id, f.section, f.words, f.given_on, g.name as giver, f.answer, f.answered_on, a.name as answerer
      from feedback f left join person g on g.id = f.given_by left join person a on a.id = f.answered_by
     where f.pep_id = any(${[...pepIds]}::uuid[]) order by f.id`.execute(tx)
  return rows
}

/** False where it was answered already. */
export async function answerFeedbackRow(
  tx: Tx,
  id: string,
  answer: { answer: string; answered_by: string; answered_on: string }
): Promise<boolean> {
  const result = await tx
    .updateTable('feedback')
    .set(answer)
    .where('id', '=', id)
    .where('answered_on', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
