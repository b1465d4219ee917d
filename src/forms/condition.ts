import type { Circumstance, PepKind, Phase, TermName } from '../guidance/words.ts'
import type { Answers, Condition, Fact, RecordKind, Value } from './definition.ts'

/** All that a condition may look at. */
export interface FormContext {
  readonly answers: Answers
  readonly phase: Phase
  readonly circumstances: readonly Circumstance[]
  readonly kind: PepKind
  readonly term: TermName
  /** Reception is 0, nursery below it; null where nobody knows. */
  readonly yearGroup: number | null
  /** Typed records that hold what they must. */
  readonly records?: ReadonlySet<RecordKind>
  readonly facts?: ReadonlySet<Fact>
  /** Questions whose answer is last term's, and nobody has said yet that it is still true. */
  readonly unconfirmed?: ReadonlySet<string>
}

export const isAnswered = (value: Value | null | undefined): value is Value =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

const isOneOf = (wanted: readonly unknown[], value: Value | undefined) =>
  Array.isArray(value) ? value.some(one => wanted.includes(one)) : wanted.includes(value)

/** Whether a condition is true here. An unanswered question satisfies no comparison. */
export function holds(condition: Condition, context: FormContext): boolean {
  if ('all' in condition) return condition.all.every(one => holds(one, context))
  if ('any' in condition) return condition.any.some(one => holds(one, context))
  if ('not' in condition) return !holds(condition.not, context)
  if ('phase' in condition) return condition.phase.includes(context.phase)
  if ('circumstance' in condition) return context.circumstances.includes(condition.circumstance)
  if ('kind' in condition) return condition.kind.includes(context.kind)
  if ('term' in condition) return condition.term.includes(context.term)
  if ('record' in condition) return context.records?.has(condition.record) ?? false
  if ('fact' in condition) return context.facts?.has(condition.fact) ?? false
  if ('yearGroup' in condition) {
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = condition.yearGroup
    return context.yearGroup !== null && context.yearGroup >= from && context.yearGroup <= to
  }
  const value = context.answers.get(condition.question)
  if ('answered' in condition) return isAnswered(value) === condition.answered
  if ('equals' in condition) return isOneOf([condition.equals], value)
  if ('in' in condition) return isOneOf(condition.in, value)
  if (typeof value !== 'number') return false
  return 'atLeast' in condition ? value >= condition.atLeast : value <= condition.atMost
}

/** Every question that a condition asks about. */
export function questionsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(questionsIn)
  if ('any' in condition) return condition.any.flatMap(questionsIn)
  if ('not' in condition) return questionsIn(condition.not)
  return 'question' in condition ? [condition.question] : []
}
