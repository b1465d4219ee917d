import { z } from 'zod'
import { audiences, circumstances, pepKinds, phases, roles, sectionIds, terms } from '../guidance/words.ts'
import { questionsIn } from './condition.ts'
import {
  type Condition,
  type FormDefinition,
  facts,
  prefillSources,
  type Question,
  questionKinds,
  recordKinds
} from './definition.ts'

/** A definition is checked whole when it is loaded: a wrong one is refused with everything that is wrong with it. */

export const questionId = z
  .string()
  .regex(/^[A-W]\.[a-z][A-Za-z0-9]*$/, 'must be a section letter, a dot and a name, like B.preferredName')
const words = z.string().trim().min(1)
const scalar = z.union([z.string(), z.number(), z.boolean()])

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ question: questionId, answered: z.boolean() }),
    z.strictObject({ question: questionId, equals: scalar }),
    z.strictObject({ question: questionId, in: z.array(z.union([z.string(), z.number()])).min(1) }),
    z.strictObject({ question: questionId, atLeast: z.number() }),
    z.strictObject({ question: questionId, atMost: z.number() }),
    z.strictObject({ phase: z.array(z.enum(phases)).min(1) }),
    z.strictObject({ circumstance: z.enum(circumstances) }),
    z.strictObject({ kind: z.array(z.enum(pepKinds)).min(1) }),
    z.strictObject({ term: z.array(z.enum(terms)).min(1) }),
    z.strictObject({
      yearGroup: z.strictObject({ from: z.number().int().optional(), to: z.number().int().optional() })
    }),
    z.strictObject({ record: z.enum(recordKinds) }),
    z.strictObject({ fact: z.enum(facts) }),
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema })
  ])
)

export const optionSchema = z.strictObject({
  value: words,
  label: words,
  hint: words.optional(),
  category: words.optional()
})

const asked = {
  label: words,
  hint: words.optional(),
  kind: z.enum(questionKinds),
  options: z.array(optionSchema).min(1).optional(),
  scale: words.optional(),
  unit: words.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.number().int().min(0).max(4).optional(),
  maxLength: z.number().int().positive().optional()
}

const column = z.strictObject({ ...asked, id: z.string().regex(/^[a-z][A-Za-z0-9]*$/) })

const question = z.strictObject({
  ...asked,
  id: questionId,
  owner: z.enum(roles).optional(),
  required: z.union([z.literal('always'), z.literal('never'), conditionSchema]),
  requiredLocally: z.literal(true).optional(),
  shownWhen: conditionSchema.optional(),
  prefill: z.enum(prefillSources).optional(),
  boundToSetting: z.literal(true).optional(),
  audience: z.array(z.enum(audiences), 'says no audience'),
  statutory: z.boolean().optional(),
  group: words.optional(),
  columns: z.array(column).min(1).optional(),
  autocomplete: words.optional()
})

const section = z.strictObject({
  id: z.enum(sectionIds),
  title: words,
  intro: words.optional(),
  owner: z.enum([...roles, 'all', 'system']),
  record: z.enum(recordKinds).optional(),
  recordNeeds: z
    .strictObject({
      label: words,
      required: z.union([z.literal('always'), conditionSchema]),
      owner: z.enum(roles).optional(),
      statutory: z.boolean().optional()
    })
    .optional(),
  audience: z.array(z.enum(audiences), 'says no audience'),
  audienceBy: z.enum(['child', 'document']).optional(),
  shownWhen: conditionSchema.optional(),
  questions: z.array(question)
})

const definition = z.strictObject({ id: words, version: words, title: words, sections: z.array(section).min(1) })

const repeated = (ids: readonly string[]) => [...new Set(ids.filter((one, at) => ids.indexOf(one) !== at))]

/** What one question gets wrong that its shape alone does not show. */
function faultsOf(question: Question, sectionId: string, known: ReadonlySet<string>): string[] {
  const faults: string[] = []
  const choosing = [question, ...(question.columns ?? [])].filter(one =>
    ['choice', 'several', 'grade'].includes(one.kind)
  )
  for (const one of choosing) {
    if (!one.options) faults.push(`${one.id} has nothing to choose from`)
    for (const value of repeated((one.options ?? []).map(option => option.value)))
      faults.push(`${one.id} offers ${value} twice`)
  }
  if (!question.id.startsWith(`${sectionId}.`)) faults.push('stands in another section than its letter says')
  if ((question.kind === 'rows') !== (question.columns !== undefined)) faults.push('only a table of rows has columns')
  if (question.columns?.some(one => one.kind === 'rows' || one.kind === 'file'))
    faults.push('a column cannot hold rows or files')
  for (const id of repeated((question.columns ?? []).map(one => one.id))) faults.push(`has column ${id} twice`)
  const conditions = [question.required, question.shownWhen].filter(one => typeof one === 'object')
  for (const id of conditions.flatMap(questionsIn))
    if (!known.has(id)) faults.push(`asks about ${id}, which is not in the form`)
  if (question.shownWhen && questionsIn(question.shownWhen).includes(question.id))
    faults.push('is shown by its own answer')
  return faults
}

/** Every problem of a definition, in words; an empty list means that it may be used. */
export function problemsOf(candidate: unknown): string[] {
  const parsed = definition.safeParse(candidate)
  if (!parsed.success) return parsed.error.issues.map(issue => `${issue.path.join('.') || 'form'}: ${issue.message}`)
  const form: FormDefinition = parsed.data
  const questions = form.sections.flatMap(one => one.questions)
  const known = new Set(questions.map(one => one.id))
  return [
    ...repeated(form.sections.map(one => one.id)).map(id => `${id}: two sections have this letter`),
    ...repeated(questions.map(one => one.id)).map(id => `${id}: two questions have this id`),
    ...form.sections.flatMap(one => {
      const conditions = [one.shownWhen, one.recordNeeds?.required].filter(each => typeof each === 'object')
      return [
        ...(one.recordNeeds && !one.record ? [`${one.id}: needs a record that it does not have`] : []),
        ...conditions
          .flatMap(questionsIn)
          .filter(id => !known.has(id))
          .map(id => `${one.id}: asks about ${id}, which is not in the form`),
        ...one.questions.flatMap(each => faultsOf(each, one.id, known).map(fault => `${each.id}: ${fault}`))
      ]
    })
  ]
}
