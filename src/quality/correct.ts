import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { Question, Section } from '../forms/definition.ts'
import type { Refusal } from '../guidance/words.ts'
import { mutationFor, saveAnswers } from '../peps/answers.ts'
import { projectClocks } from '../peps/clocks.ts'
import type { OpenPlan } from '../peps/section.ts'
import { lockState, settleCorrectionRow } from './check.queries.ts'
import { type Correction, type Doing, onRecord } from './check.ts'
import { holdersOf } from './people.ts'
import { tell } from './tell.ts'

export interface Settling {
  readonly plan: OpenPlan
  readonly section: Section
  readonly question: Question
  readonly correction: Correction
}

type Given = { readonly input: unknown; readonly base: number | null }

/** The writer mends the answer: a new version of it, and the check becomes due again. Words: what is wrong with it. */
export async function mend(
  tx: Tx,
  { plan, question, correction }: Settling,
  given: Given,
  how: Doing & { readonly mutation: string; readonly now: Temporal.Instant }
): Promise<Refusal | { readonly problem: string } | { readonly clash: true } | null> {
  const { pep, form } = plan
  const shut = await notOpen(tx, pep.id)
  if (shut) return shut
  const saved = await saveAnswers(tx, {
    pep,
    form,
    person: how.person,
    role: how.role,
    inputs: new Map([[question.id, given]]),
    mutation: mutationFor(how.mutation || newId()),
    now: how.now
  })
  const result = saved?.[0]
  if (!result) return { refused: 'This plan cannot be written in now. Nothing has been changed.' }
  if (result.problem)
    return { refused: result.problem, problems: [{ where: `q:${question.id}`, what: result.problem }] }
  if (result.outcome === 'clash') return { clash: true }
  if (result.outcome === 'unchanged')
    return { problem: 'The answer is as it was. Change it, or say why it stays as it is.' }
  return settle(tx, { plan, correction }, { outcome: 'mended', reply: null }, how)
}

/** The writer declines with a reason; both stay on record. */
export async function decline(
  tx: Tx,
  of: Pick<Settling, 'plan' | 'correction'>,
  reason: string,
  doing: Doing
): Promise<Refusal | null> {
  const shut = await notOpen(tx, of.plan.pep.id)
  return shut ?? settle(tx, of, { outcome: 'declined', reply: reason }, doing)
}

async function notOpen(tx: Tx, pepId: string): Promise<Refusal | null> {
  return (await lockState(tx, pepId)) === 'submitted'
    ? null
    : { refused: 'This plan is not open for corrections now. Nothing has been changed.' }
}

/** Puts the outcome on record, makes the check due again where it was mended, and tells whoever asked. */
export async function settle(
  tx: Tx,
  { plan: { pep }, correction }: { readonly plan: Pick<OpenPlan, 'pep'>; readonly correction: Correction },
  how: { readonly outcome: 'mended' | 'declined'; readonly reply: string | null },
  doing: Doing
): Promise<Refusal | null> {
  const settled = await settleCorrectionRow(tx, correction.id, { ...how, settled_on: `${doing.today}` })
  if (!settled) return { refused: 'This correction is settled already. Nothing has been changed.' }
  await onRecord(tx, pep, doing, how.outcome === 'mended' ? 'mend an answer' : 'decline a correction', {
    correction: correction.id,
    question: correction.question,
    reply: how.reply
  })
  await projectClocks(tx, [pep.id], doing.today)
  const { workers } = await holdersOf(tx, pep)
  const to = workers.includes(correction.askedById) ? [correction.askedById] : workers
  const telling = { about: pep, to, event: `correction settled ${correction.id}`, path: `/peps/${pep.id}/check` }
  await tell(tx, 'correction settled', { ...telling, origin: doing.origin })
  return null
}
