import { contextOf } from '../authorities/authority.ts'
import { newId } from '../db/id.ts'
import { enqueue, type Tx } from '../db/transaction.ts'
import { dueAfter } from '../guidance/clocks/clock.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { leaderOf } from '../guidance/leader.ts'
import { next } from '../guidance/lifecycle.ts'
import { type Rating, ratings } from '../guidance/policy.ts'
import { signOffProblems } from '../guidance/sign-off.ts'
import { isRefusal, type PepState, type Refusal, type Role, roles, type SectionId } from '../guidance/words.ts'
import { projectClocks } from '../peps/clocks.ts'
import type { Pep } from '../peps/pep.ts'
import type { OpenPlan } from '../peps/section.ts'
import { refreshSuccessors } from '../peps/successors.ts'
import { lockState } from './check.queries.ts'
import { type Check, checkOf, type Doing, onRecord } from './check.ts'
import { holdersOf, holdersOfPart } from './people.ts'
import type { Rated } from './read-review.ts'
import {
  insertFeedback,
  insertReturns,
  insertReview,
  readReviews,
  readWroteIn,
  setReturned,
  setSignedOff
} from './review.queries.ts'
import { tellBy } from './tell.ts'

/** One criterion as it is kept: `{ rating: 3 }` or `{ notApplicable: 'why' }`, each with its comment. */
export type KeptRatings = Readonly<
  Record<string, { readonly rating?: number; readonly notApplicable?: string; readonly comment?: string }>
>
export interface PastReview {
  readonly id: string
  readonly ratings: KeptRatings
  readonly overall: Rating
  readonly overrideReason: string | null
  readonly outcome: 'returned' | 'signed-off' | 'rated'
  readonly on: PlainDate
  readonly by: string
}

export const reviewsOf = async (tx: Tx, pepId: string): Promise<PastReview[]> =>
  (await readReviews(tx, pepId)).map(row => ({
    id: row.id,
    ratings: (row.ratings ?? {}) as KeptRatings,
    overall: ratings.find(one => one === row.overall) ?? 'red',
    overrideReason: row.override_reason,
    outcome: row.outcome,
    on: Temporal.PlainDate.from(row.rated_on),
    by: row.name ?? 'an adviser'
  }))

export const wroteIn = (tx: Tx, pepId: string, person: string): Promise<boolean> => readWroteIn(tx, pepId, person)

/** A review that was kept and not decided on since: its ratings stand until it is. */
export const undecided = (past: readonly PastReview[]): PastReview | null => {
  const last = past.at(-1)
  return last?.outcome === 'rated' ? last : null
}

const kept = ({ marks, comments }: Rated): KeptRatings =>
  Object.fromEntries(
    [...marks].map(([id, mark]) => {
      const comment = comments.get(id)
      const said = typeof mark === 'number' ? { rating: mark } : { notApplicable: mark.notApplicableBecause }
      return [id, comment ? { ...said, comment } : said]
    })
  )

const of = (pep: Pep) => ({ pep_id: pep.id, authority_id: pep.authorityId, child_id: pep.childId })

/** Keeps the rating and its feedback, and does what the adviser decided: sign off, return, or nothing yet. */
export async function finishReview(tx: Tx, plan: OpenPlan, rated: Rated, doing: Doing): Promise<Refusal | null> {
  const { pep } = plan
  const state = ((await lockState(tx, pep.id)) ?? 'not-required') as PepState
  const on = `${doing.today}`
  const outcome = { 'sign-off': 'signed-off', return: 'returned', rated: 'rated' } as const
  if (state !== 'submitted') return { refused: 'Only a submitted plan is reviewed. Somebody may have decided already.' }
  const check = await checkOf(tx, pep, doing.today)
  if (rated.decision === 'sign-off') {
    const problems = await whyNot(tx, plan, check, rated.overall, doing)
    if (problems.length > 0) return { refused: 'This plan cannot be signed off yet.', problems }
  }
  await insertReview(tx, {
    id: newId(),
    ...of(pep),
    ratings: JSON.stringify(kept(rated)),
    overall: rated.overall,
    override_reason: rated.overrideReason,
    outcome: outcome[rated.decision],
    rated_by: doing.person,
    rated_on: on
  })
  const given = { given_by: doing.person, given_on: on }
  await insertFeedback(
    tx,
    rated.feedback.map(one => ({ id: newId(), ...of(pep), ...one, ...given }))
  )
  await onRecord(tx, pep, doing, `review pep: ${outcome[rated.decision]}`, {
    ratings: kept(rated),
    computed: rated.computed.rating,
    overall: rated.overall,
    overrideReason: rated.overrideReason,
    returned: rated.returns,
    feedback: rated.feedback
  })
  if (rated.decision === 'return') await giveBack(tx, plan, rated.returns, doing)
  if (rated.decision === 'sign-off') await signOff(tx, pep, state, check, doing)
  await projectClocks(tx, [pep.id], doing.today)
  return null
}

/** What keeps a plan with this rating from being signed off; empty: it may be. */
export async function whyNot(tx: Tx, plan: OpenPlan, check: Check, rating: Rating, { person, today }: Doing) {
  const asked = plan.form.sections.flatMap(section => section.questions.map(question => ({ section, question })))
  const problems = signOffProblems(
    {
      state: 'submitted',
      rating,
      raterWroteInIt: await wroteIn(tx, plan.pep.id, person),
      openCorrections: check.corrections
        .filter(one => one.outcome === null)
        .map(one => {
          const found = asked.find(({ question }) => question.id === one.question)
          return {
            question: found?.question.label ?? one.question,
            owner: ownerRole(found?.question.owner ?? found?.section.owner, leaderOf(plan.pep))
          }
        }),
      checkedOn: check.state.checkedOn,
      checkDue: check.due
    },
    today
  )
  return problems.map(({ who, what }) => ({ where: 'decision', who, what }))
}

const ownerRole = (owner: string | undefined, leader: Role): Role => roles.find(role => role === owner) ?? leader

async function giveBack(tx: Tx, plan: OpenPlan, returns: Rated['returns'], doing: Doing): Promise<void> {
  const { pep, form } = plan
  const on = `${doing.today}`
  const context = await contextOf(tx, pep.authorityId, doing.today)
  const { days, kind } = context.policy.clocks.resubmit
  const { due } = dueAfter(doing.today, days, kind, context)
  const holders = await holdersOf(tx, pep)
  const leader = leaderOf(pep)
  const id = newId()
  await insertReturns(
    tx,
    returns.map(one => ({ id: newId(), ...of(pep), ...one, returned_by: doing.person, returned_on: on }))
  )
  await setReturned(tx, pep.id, on)
  const ownerOf = (section: SectionId) => form.sections.find(one => one.id === section)?.owner ?? 'designated-teacher'
  const leads = holdersOfPart(leader, leader, holders)
  const to = [...returns.flatMap(({ section }) => holdersOfPart(ownerOf(section), leader, holders)), ...leads]
  const told = { about: pep, to, event: `returned ${id}`, path: `/peps/${pep.id}`, origin: doing.origin }
  await tellBy(tx, 'returned', due, told)
}

/** Locked: the table of actions lets nobody write a signed-off plan. Its copies are made by a job of their own. */
async function signOff(tx: Tx, pep: Pep, state: PepState, check: Check, doing: Doing): Promise<void> {
  const to = next(state, 'sign-off')
  if (isRefusal(to)) throw new Error(to.refused)
  await setSignedOff(tx, pep.id, {
    on: `${doing.today}`,
    at: new Date().toISOString(),
    by: doing.person,
    unchecked: check.state.checkedOn === null
  })
  await refreshSuccessors(tx, pep, doing.today)
  await enqueue(tx, 'issue-copies', { pep: pep.id, authority: pep.authorityId }, `issue-copies ${pep.id}`)
}
