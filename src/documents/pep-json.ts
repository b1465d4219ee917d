import type { Tx } from '../db/transaction.ts'
import { shownQuestions } from '../forms/completeness.ts'
import type { Value } from '../forms/definition.ts'
import { formatAnswer } from '../forms/value.ts'
import { answersOf, rivalsOf } from '../peps/answers.ts'
import type { PlanAnswer, PlanData } from './plan-data.ts'

/** A whole plan as data, for the case record and for another Open PEP. The version counts up where a field changes. */
export interface PepJson {
  readonly format: 'open-pep'
  readonly version: 1
  readonly id: string
  readonly pep: PlanData['pep'] & { readonly signedOffBy: string | null; readonly submittedBy: string | null }
  readonly child: PlanData['records']['child'] & PlanData['child']
  readonly form: { readonly id: string; readonly version: string; readonly title: string }
  readonly sections: ReadonlyArray<{
    readonly id: string
    readonly title: string
    readonly questions: ReadonlyArray<{
      readonly question: string
      readonly label: string
      readonly kind: string
      /** Null where nothing was answered. */
      readonly value: Value | null
      readonly words: string
      readonly by: string | null
      readonly on: string | null
      /** An earlier plan's answer: not confirmed in this one, or by whom and when; null: of this plan. */
      readonly carried: PlanAnswer['carried']
      readonly audience: readonly string[]
    }>
  }>
  readonly records: Omit<
    PlanData['records'],
    'child' | 'signedOffBy' | 'submittedBy' | 'addresses' | 'carers' | 'staff'
  >
}

/** Everything of the plan but addresses, which no document holds. */
export function pepJson(data: PlanData): PepJson {
  const { child, signedOffBy, submittedBy, addresses: _, carers: __, staff: ___, ...records } = data.records
  const { form } = data
  return {
    format: 'open-pep',
    version: 1,
    id: data.id,
    pep: { ...data.pep, signedOffBy, submittedBy },
    child: { ...child, ...data.child },
    form: { id: form.id, version: form.version, title: form.title },
    sections: form.sections.map(section => {
      const shown = new Set(shownQuestions(section, data.context).map(({ id }) => id))
      return {
        id: section.id,
        title: section.title,
        questions: section.questions
          .filter(({ id }) => shown.has(id) || data.answers.has(id))
          .map(question => {
            const answer = data.answers.get(question.id)
            return {
              question: question.id,
              label: question.label,
              kind: question.kind,
              value: answer?.value ?? null,
              words: formatAnswer(question, answer?.value),
              by: answer?.by ?? null,
              on: answer?.on ?? null,
              carried: answer?.carried ?? null,
              audience: answer?.audience ?? question.audience
            }
          })
      }
    }),
    records
  }
}

export interface AnswerLine {
  readonly question: string
  /** As typed where it could not be taken. */
  readonly value: unknown
  readonly version: number
  readonly by: string
  readonly at: string
  /** Last term's, and nobody has said that it is still true. */
  readonly carried: boolean
  readonly confirmed: { readonly by: string; readonly at: string } | null
  /** Later texts of a clash that nobody has chosen between yet. */
  readonly rivals: ReadonlyArray<{ readonly value: unknown; readonly by: string; readonly at: string }>
}

const instant = (at: string): string => new Date(at).toISOString()

/** The answers of a plan as they stand, by question, each with the clashes that wait. */
export async function answerLines(tx: Tx, pepId: string): Promise<AnswerLine[]> {
  const [answers, rivals] = [await answersOf(tx, pepId), await rivalsOf(tx, pepId)]
  return [...answers.values()]
    .sort((a, b) => (a.question < b.question ? -1 : 1))
    .map(({ question, value, raw, version, by, at, carried, confirmed }) => ({
      question,
      value: raw ?? value,
      version,
      by,
      at: instant(at),
      carried,
      confirmed: confirmed && { by: confirmed.by, at: instant(confirmed.at) },
      rivals: rivals
        .filter(one => one.question === question)
        .map(one => ({ value: one.raw ?? one.value, by: one.by, at: instant(one.at) }))
    }))
}
