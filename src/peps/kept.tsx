import { formFor } from '../forms/load.ts'
import { formatAnswer } from '../forms/value.ts'
import { circumstances as everyCircumstance } from '../guidance/words.ts'
import { Details } from '../ui/components/details.tsx'
import { SummaryList } from '../ui/components/summary-list.tsx'
import type { OpenPlan } from './section.ts'

export interface Kept {
  readonly label: string
  readonly words: string
  readonly by: string
}

/**
 * What was written under circumstances that no longer hold, such as the search for a school place: the form asks it no
 * more, and nothing that somebody wrote is lost. Pure.
 */
export function keptAnswers({ pep, form, answers }: Pick<OpenPlan, 'pep' | 'form' | 'answers'>): Kept[] {
  const asked = new Set(form.sections.flatMap(section => section.questions.map(({ id }) => id)))
  const left = [...answers.values()].filter(answer => !asked.has(answer.question) && answer.value !== null)
  if (left.length === 0) return []
  const elsewhere = new Map(
    everyCircumstance.flatMap(one =>
      formFor({ phase: pep.phase, circumstances: [one], version: pep.formVersion }).sections.flatMap(section =>
        section.questions.map(question => [question.id, question] as const)
      )
    )
  )
  return left.flatMap(answer => {
    const question = elsewhere.get(answer.question)
    return question ? [{ label: question.label, words: formatAnswer(question, answer.value), by: answer.by }] : []
  })
}

export function KeptAnswers({ plan }: { plan: OpenPlan }) {
  const kept = keptAnswers(plan)
  return kept.length === 0 ? null : (
    <Details summary={`Written before this plan changed: ${kept.length === 1 ? '1 answer' : `${kept.length} answers`}`}>
      <p class="govuk-body">These questions are no longer asked. What was written stays on record.</p>
      <SummaryList rows={kept.map(({ label, words, by }) => ({ key: label, value: `${words} (${by})` }))} />
    </Details>
  )
}
