import type { Role, SectionId } from '../guidance/words.ts'
import { type FormContext, holds, isAnswered } from './condition.ts'
import type { Answers, Condition, FormDefinition, Question, Section, SectionOwner } from './definition.ts'

export interface Missing {
  readonly section: SectionId
  /** The question's id; null where it is the section's typed record that lacks something. */
  readonly question: string | null
  readonly label: string
  readonly owner: SectionOwner
  /** Last term's answer stands there, to be confirmed or changed. */
  readonly unconfirmed?: true
  /** Required by the authority alone. */
  readonly local?: true
}

export const isSectionShown = (section: Section, context: FormContext) =>
  section.shownWhen === undefined || holds(section.shownWhen, context)

/** The questions asked here and now. An answer whose own question is hidden shows nothing further. */
export function shownQuestions(section: Section, context: FormContext): readonly Question[] {
  if (!isSectionShown(section, context)) return []
  const answers = new Map(context.answers)
  const here = { ...context, answers }
  return section.questions.filter(question => {
    const shown = question.shownWhen === undefined || holds(question.shownWhen, here)
    if (!shown) answers.delete(question.id)
    return shown
  })
}

const applies = (rule: 'always' | 'never' | Condition, context: FormContext) =>
  rule === 'always' || (rule !== 'never' && holds(rule, context))

/** By the law and the guidance, apart from what the authority asks for. */
const isNational = (question: Question, context: FormContext) => applies(question.required, context)

export const isRequired = (question: Question, context: FormContext) =>
  question.requiredLocally === true || isNational(question, context)

export const ownerOf = (section: Section, question: Question): Role | 'all' | 'system' =>
  question.owner ?? section.owner

/** Last term's answer counts only once somebody has said that it is still true, or changed it (G 4.3). */
const isSettled = (question: Question, { answers, unconfirmed }: FormContext): boolean =>
  isAnswered(answers.get(question.id)) && !unconfirmed?.has(question.id)

/** What must still be filled in before the plan may be submitted, and who owes it. An answer kept as invalid is not in `answers`. */
export function missingIn(form: FormDefinition, answers: Answers, context: FormContext): Missing[] {
  const here = { ...context, answers }
  return form.sections.flatMap(section => [
    ...recordMissing(section, here),
    ...shownQuestions(section, here)
      .filter(question => isRequired(question, here) && !isSettled(question, here))
      .map(question => missing(section, question, here))
  ])
}

const missing = (section: Section, question: Question, context: FormContext): Missing => ({
  section: section.id,
  question: question.id,
  label: question.label,
  owner: ownerOf(section, question),
  ...(isAnswered(context.answers.get(question.id)) ? { unconfirmed: true } : {}),
  ...(isNational(question, context) ? {} : { local: true })
})

/** What is missing, in words. */
export const missingInWords = ({ label, unconfirmed }: Missing): string =>
  unconfirmed ? `${label} (last term’s answer: is it still true?)` : label

function recordMissing(section: Section, context: FormContext): Missing[] {
  const { record, recordNeeds: needs } = section
  if (!record || !needs || !isSectionShown(section, context)) return []
  if (!applies(needs.required, context) || context.records?.has(record)) return []
  return [{ section: section.id, question: null, label: needs.label, owner: needs.owner ?? section.owner }]
}

export interface StatutoryCompleteness {
  readonly asked: number
  readonly answered: number
  readonly missing: readonly Missing[]
}

/** What Schedule 1 paragraph 2 of the Care Planning Regulations 2010 names, apart from what the authority asks for. */
export function statutoryCompleteness(
  form: FormDefinition,
  answers: Answers,
  context: FormContext
): StatutoryCompleteness {
  const here = { ...context, answers }
  const questions = form.sections.flatMap(section =>
    shownQuestions(section, here)
      .filter(question => question.statutory && isNational(question, here))
      .map(question => ({ section, question }))
  )
  const records = form.sections.filter(
    section =>
      section.recordNeeds?.statutory && isSectionShown(section, here) && applies(section.recordNeeds.required, here)
  )
  const lacking = [
    ...questions.filter(one => !isSettled(one.question, here)).map(one => missing(one.section, one.question, here)),
    ...records.flatMap(section => recordMissing(section, here))
  ]
  const asked = questions.length + records.length
  return { asked, answered: asked - lacking.length, missing: lacking }
}
