import { type Policy, type Rating, ratings } from '../guidance/policy.ts'
import {
  criteria,
  type Mark,
  type Marks,
  type Outcome,
  type Overall,
  outcomes,
  overallRating
} from '../guidance/rating.ts'
import { isRefusal, type SectionId } from '../guidance/words.ts'
import { text, written } from '../web/forms.ts'
import type { Problem } from '../web/page.ts'

export type Body = Readonly<Record<string, string | string[]>>

/** `rated`: the ratings are kept, and what happens next is decided later. */
export type Decision = Outcome | 'rated'
export const isDecision = (word: string): word is Decision => ['sign-off', 'return', 'rated'].includes(word)

export interface Rated {
  readonly marks: Marks
  readonly comments: ReadonlyMap<number, string>
  readonly computed: Overall
  /** The computed one, unless the adviser says otherwise and why. */
  readonly overall: Rating
  readonly overrideReason: string | null
  readonly decision: Decision
  readonly returns: ReadonlyArray<{ readonly section: SectionId; readonly reason: string }>
  readonly feedback: ReadonlyArray<{ readonly section: SectionId | null; readonly words: string }>
}

const longest = 4000
const isRating = (word: string): word is Rating => (ratings as readonly string[]).includes(word)

function markIn(body: Body, id: number): Mark | undefined {
  const chosen = text(body, `mark-${id}`)
  if (chosen === 'na') return { notApplicableBecause: written(body, `because-${id}`) }
  return chosen === '1' || chosen === '2' || chosen === '3' || chosen === '4'
    ? (Number(chosen) as 1 | 2 | 3 | 4)
    : undefined
}

export function marksIn(body: Body): Marks {
  return new Map(
    criteria.flatMap(({ id }) => {
      const mark = markIn(body, id)
      return mark === undefined ? [] : [[id, mark] as const]
    })
  )
}

/** A posted review, whole or with everything that is wrong with it. `sections`: those that may go back to an owner. */
export function readReview(
  body: Body,
  { sections, policy }: { readonly sections: readonly SectionId[]; readonly policy: Policy['quality'] }
): { readonly rated: Rated } | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const words = (field: string): string => {
    const typed = written(body, field)
    if (typed.length > longest) problems.push({ field, what: `Write at most ${longest} characters here` })
    return typed
  }
  const marks = marksIn(body)
  const computed = overallRating(marks, policy)
  if (isRefusal(computed)) {
    const each = computed.problems ?? [{ where: 'V1', what: computed.refused }]
    problems.push(...each.map(({ where, what }) => ({ field: fieldOf(where, marks), what })))
  }
  const comments = new Map(criteria.map(({ id }) => [id, words(`comment-${id}`)] as const).filter(([, said]) => said))
  const override = text(body, 'override')
  const reason = words('override-reason')
  const overridden = isRating(override) && !isRefusal(computed) && override !== computed.rating
  if (overridden && !reason)
    problems.push({ field: 'override-reason', what: 'Say why the rule does not fit this plan' })
  const returns = sections.flatMap(section => {
    if (text(body, `return-${section}`) !== 'yes') return []
    const why = words(`reason-${section}`)
    if (!why) problems.push({ field: `reason-${section}`, what: 'Say what has to be put right in this section' })
    return [{ section, reason: why }]
  })
  const feedback = [null, ...sections].flatMap(section => {
    const said = words(`feedback-${section ?? 'plan'}`)
    return said ? [{ section, words: said }] : []
  })
  const decision = text(body, 'decision')
  if (!isDecision(decision)) problems.push({ field: 'decision', what: 'Choose what happens next' })
  const overall = overridden ? override : isRefusal(computed) ? null : computed.rating
  if (overall && isDecision(decision)) problems.push(...decisionProblems(overall, decision, returns.length, policy))
  if (problems.length > 0 || isRefusal(computed) || !overall || !isDecision(decision)) return { problems }
  const overrideReason = overridden ? reason : null
  return { rated: { marks, comments, computed, overall, overrideReason, decision, returns, feedback } }
}

/** `V7`: its radios; where it does not apply and no reason is given, the reason. */
const fieldOf = (where: string, marks: Marks): string => {
  const id = Number(where.slice(1))
  return typeof marks.get(id) === 'object' ? `because-${id}` : `mark-${id}`
}

function decisionProblems(overall: Rating, decision: Decision, returned: number, policy: Policy['quality']): Problem[] {
  const label = policy.labels[overall].toLowerCase()
  if (decision !== 'rated' && !outcomes[overall].includes(decision))
    return [
      {
        field: 'decision',
        what:
          decision === 'sign-off'
            ? `A plan rated ${label} is returned, not signed off`
            : `A plan rated ${label} is signed off. Write what could be better as feedback`
      }
    ]
  if (decision === 'return' && returned === 0)
    return [{ field: 'decision', what: 'Choose the sections to return, beside each section, and say why' }]
  if (decision !== 'return' && returned > 0)
    return [{ field: 'decision', what: 'You chose sections to return. Choose “Return”, or take the ticks away' }]
  return []
}
