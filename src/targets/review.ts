import type { Tx } from '../db/transaction.ts'
import { inPounds, penceOf } from '../guidance/money.ts'
import type { Pep } from '../peps/pep.ts'
import type { Standing } from '../peps/saved-record.ts'
import { text, written } from '../web/forms.ts'
import type { Problem } from '../web/page.ts'
import { type ReviewRow, readReviews, upsertReview } from './review.queries.ts'
import { type Target, targetsOf } from './target.ts'

export const outcomes = {
  achieved: 'Achieved',
  partly: 'Partly achieved',
  not: 'Not achieved',
  'no-longer-relevant': 'No longer relevant'
} as const
export type Outcome = keyof typeof outcomes
export const impacts = { significant: 'Significant', moderate: 'Moderate', minimal: 'Minimal', none: 'None' } as const
export type Impact = keyof typeof impacts
export const nextSteps = { close: 'Close it', adapt: 'Adapt it', 'break-down': 'Break it down' } as const
export type NextStep = keyof typeof nextSteps

/** What came of a target. Money is pence. */
export interface Review {
  readonly outcome: Outcome
  readonly evidence: string
  readonly why: string
  readonly spentPence: number
  readonly impact: Impact | null
  readonly nextStep: NextStep | null
}
export interface ReviewedTarget {
  readonly target: Target
  readonly review: Standing<Review> | null
}

const oneOf = <Known extends string>(known: Readonly<Record<Known, string>>, value: string | null): Known | null =>
  value !== null && Object.hasOwn(known, value) ? (value as Known) : null

const toReview = (row: ReviewRow): Review => ({
  outcome: oneOf(outcomes, row.outcome) ?? 'not',
  evidence: row.evidence,
  why: row.why,
  spentPence: row.spent_pence,
  impact: oneOf(impacts, row.impact),
  nextStep: oneOf(nextSteps, row.next_step)
})

/** The targets of a plan with what came of them; of the plan before, for this term's "last targets". */
export async function reviewsOf(tx: Tx, pepId: string | null): Promise<readonly ReviewedTarget[]> {
  if (pepId === null) return []
  const targets = await targetsOf(tx, pepId)
  const rows = await readReviews(tx, pepId)
  return targets.map(target => {
    const row = rows.find(one => one.target_id === target.id)
    const at = row?.written_at ? Temporal.Instant.from(row.written_at) : null
    return { target, review: row ? { content: toReview(row), by: row.reviewed_by_name, at } : null }
  })
}

type Body = Readonly<Record<string, string | string[]>>
const longest = 4000

/** Reads one target's part of the form: its fields end with the target's number. */
export function readReview(body: Body, number: number): { review: Review | null; problems: Problem[] } {
  const problems: Problem[] = []
  const at = (name: string) => `${name}-${number}`
  const wrong = (name: string, what: string) => problems.push({ field: at(name), what })
  const outcome = oneOf(outcomes, text(body, at('outcome')))
  const [evidence, why] = [written(body, at('evidence')), written(body, at('why'))]
  if (!outcome) wrong('outcome', `Choose what came of target ${number}`)
  if ((outcome === 'not' || outcome === 'partly') && why === '')
    wrong('why', `Say why target ${number} was not fully achieved`)
  if (evidence.length > longest) wrong('evidence', `Shorten the evidence of target ${number} to ${longest} characters`)
  if (why.length > longest) wrong('why', `Shorten the reason of target ${number} to ${longest} characters`)
  const typed = written(body, at('spent'))
  const spent = typed === '' ? { pence: 0 } : penceOf(typed)
  if ('problem' in spent) wrong('spent', `Target ${number}: ${spent.problem}`)
  const impact = oneOf(impacts, text(body, at('impact')))
  if ('pence' in spent && spent.pence > 0 && !impact) wrong('impact', `Say what the money did for target ${number}`)
  if (!outcome || problems.length > 0 || 'problem' in spent) return { review: null, problems }
  const nextStep = oneOf(nextSteps, text(body, at('next')))
  return { review: { outcome, evidence, why, spentPence: spent.pence, impact, nextStep }, problems }
}

export const writeReview = (
  tx: Tx,
  pep: Pick<Pep, 'id' | 'authorityId' | 'childId'>,
  target: Target,
  review: Review,
  written: { readonly by: string; readonly on: Temporal.PlainDate; readonly at: Temporal.Instant }
) =>
  upsertReview(tx, {
    target_id: target.id,
    reviewed_in: pep.id,
    authority_id: pep.authorityId,
    child_id: pep.childId,
    outcome: review.outcome,
    evidence: review.evidence,
    why: review.why,
    spent_pence: review.spentPence,
    impact: review.impact,
    next_step: review.nextStep,
    reviewed_by: written.by,
    reviewed_on: written.on.toString(),
    written_at: written.at.toString()
  })

/** The same as lines of text, to be compared. */
export const reviewInLines = ({ outcome, evidence, why, spentPence, impact, nextStep }: Review): string =>
  [
    `${outcomes[outcome]}.`,
    ...(evidence ? [`What shows it: ${evidence}`] : []),
    ...(why ? [`Why: ${why}`] : []),
    ...(spentPence > 0 ? [`Money spent: ${inPounds(spentPence)}`] : []),
    ...(impact ? [`What the money did: ${impacts[impact]}`] : []),
    ...(nextStep ? [`What happens to it now: ${nextSteps[nextStep]}`] : [])
  ].join('\n')
