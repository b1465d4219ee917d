import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import type { Role } from '../guidance/words.ts'
import type { Pep } from '../peps/pep.ts'
import { answerFeedbackRow, readFeedback } from './review.queries.ts'

export interface Feedback {
  readonly id: string
  readonly pepId: string
  readonly section: string | null
  readonly words: string
  readonly givenOn: PlainDate
  readonly givenBy: string
  readonly answer: string | null
  readonly answeredOn: PlainDate | null
  readonly answeredBy: string | null
}

export const feedbackOf = async (tx: Tx, pepIds: readonly string[]): Promise<Feedback[]> =>
  (await readFeedback(tx, pepIds)).map(row => ({
    id: row.id,
    pepId: row.pep_id,
    section: row.section,
    words: row.words,
    givenOn: Temporal.PlainDate.from(row.given_on),
    givenBy: row.giver ?? 'the adviser',
    answer: row.answer,
    answeredOn: row.answered_on === null ? null : Temporal.PlainDate.from(row.answered_on),
    answeredBy: row.answerer
  }))

/** The designated teacher says what came of it. False where it was answered already. */
export async function answerFeedback(
  tx: Tx,
  pep: Pep,
  feedback: Feedback,
  by: { readonly person: string; readonly role: Role | null; readonly answer: string; readonly today: PlainDate }
): Promise<boolean> {
  const { person, role, answer, today } = by
  const done = await answerFeedbackRow(tx, feedback.id, { answer, answered_by: person, answered_on: `${today}` })
  if (done)
    await record(tx, {
      person,
      role,
      action: 'answer feedback',
      authorityId: pep.authorityId,
      childId: pep.childId,
      pepId: pep.id,
      payload: { feedback: feedback.id, answer }
    })
  return done
}
