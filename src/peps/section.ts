import type { Tx } from '../db/transaction.ts'
import { isSectionShown, missingIn, missingInWords } from '../forms/completeness.ts'
import { type FormContext, isAnswered } from '../forms/condition.ts'
import type { FormDefinition, RecordKind, Section, SectionOwner } from '../forms/definition.ts'
import type { SectionId } from '../guidance/words.ts'
import { type Answer, answersOf } from './answers.ts'
import { findPep, formContextOf, formOf, type Pep, readAround, type SectionState, sectionStates } from './pep.ts'

/** A plan as its pages read it: the form it was opened with, what is answered, what still lacks. */
export interface OpenPlan {
  readonly pep: Pep
  readonly form: FormDefinition
  readonly answers: ReadonlyMap<string, Answer>
  readonly context: FormContext
  readonly states: ReadonlyMap<SectionId, SectionState>
}

/** `known`: the plan, where it has been read already. */
export async function openPlan(
  tx: Tx,
  pepId: string,
  today: Temporal.PlainDate,
  known?: Pep
): Promise<OpenPlan | null> {
  const [pep, answers, states, around] = await Promise.all([
    known ?? findPep(tx, pepId, today),
    answersOf(tx, pepId),
    sectionStates(tx, pepId),
    readAround(tx, pepId, today)
  ])
  if (!pep || !around) return null
  const context = formContextOf(pep, answers, around)
  return { pep, form: formOf(pep), answers, context, states }
}

export interface SectionSummary {
  readonly id: SectionId
  readonly title: string
  readonly owner: SectionOwner
  readonly record?: RecordKind
  readonly state: 'returned' | 'complete' | 'in-progress' | 'not-started' | 'nothing-to-fill'
  /** What is still missing, in words. */
  readonly missing: readonly string[]
  readonly returned: string | null
}

const systemSections: readonly SectionId[] = ['A', 'U', 'V']

/** What this plan asks people, in the order of the meeting. */
export const sectionsAsked = ({ form, context }: Pick<OpenPlan, 'form' | 'context'>): readonly Section[] =>
  form.sections.filter(section => isSectionShown(section, context) && !systemSections.includes(section.id))

/** The sections of a plan in the order of the meeting, each with its owner, its state and what is missing. */
export function summariseSections(plan: OpenPlan): SectionSummary[] {
  const { form, answers, context, states } = plan
  const missing = Map.groupBy(missingIn(form, context.answers, context), one => one.section)
  return sectionsAsked(plan).map(section => {
    const lacks = (missing.get(section.id) ?? []).map(missingInWords)
    const state = states.get(section.id)
    return {
      id: section.id,
      title: section.title,
      owner: section.owner,
      ...(section.record ? { record: section.record } : {}),
      missing: lacks,
      returned: state?.returned ?? null,
      state: stateOf(section, lacks.length, state, begun(section, answers, context))
    }
  })
}

function stateOf(
  section: Section,
  lacks: number,
  state: SectionState | undefined,
  isBegun: boolean
): SectionSummary['state'] {
  if (state?.returned) return 'returned'
  if (state?.completeOn && lacks === 0) return 'complete'
  if (section.questions.length === 0 && !section.record) return 'nothing-to-fill'
  if (isBegun) return 'in-progress'
  return 'not-started'
}

const begun = (section: Section, answers: ReadonlyMap<string, Answer>, context: FormContext): boolean =>
  section.questions.some(question => {
    const answer = answers.get(question.id)
    return answer !== undefined && !answer.carried && (isAnswered(answer.value) || answer.raw !== null)
  }) ||
  (section.record !== undefined && (context.records?.has(section.record) ?? false))
