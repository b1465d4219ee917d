import { z } from 'zod'
import { type Phase, phases, roles } from '../guidance/words.ts'
import { conditionSchema, optionSchema, questionId } from './schema.ts'
import type { QuestionPatch, SectionPatch } from './versions.ts'

/**
 * What one authority says otherwise than the national form: row by row, each row one question. It is laid over the national
 * edition, so a new national edition needs no new copy, and what is statutory cannot be lost.
 */

/** Kinds that an authority's own question may have. Whatever the service computes with is the national form's. */
export const ownKinds = ['text-line', 'text', 'choice', 'several', 'yes-no', 'date', 'number'] as const

const line = z.string().trim().min(1).max(300)

export const localChangeSchema = z.strictObject({
  question: questionId.describe('The question’s id. One of your own begins with “own” after its letter: N.ownClub'),
  phase: z.enum(phases).optional().describe('Left out: in every phase that asks it'),
  label: line.optional().describe('Its words'),
  hint: z.string().trim().max(600).optional().describe('Its hint; empty for none'),
  required: z.boolean().optional().describe('true: your authority requires an answer'),
  hidden: z.boolean().optional().describe('true: not asked. Never a statutory question'),
  after: z
    .union([questionId, z.literal('first')])
    .optional()
    .describe('The question of its section that it stands after'),
  kind: z.enum(ownKinds).optional().describe('Of a question of your own: how it is answered'),
  options: z.array(optionSchema).min(1).max(60).optional().describe('Of a choice of your own: what may be chosen'),
  unit: line.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  maxLength: z.number().int().positive().max(20_000).optional(),
  owner: z
    .enum(roles)
    .optional()
    .describe('Of a question of your own: who answers, where it is not the section’s owner'),
  shownWhen: conditionSchema.optional().describe('Of a question of your own: when it is asked'),
  keepsTrue: z.boolean().optional().describe('Of a question of your own: next term begins with this term’s answer')
})
export type LocalChange = z.infer<typeof localChangeSchema>

export const localFormat = 'openpep-form-1'
export const localFormSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal(localFormat),
    base: z.string().describe('The national edition that it is laid over, such as 2026.1'),
    changes: z.array(localChangeSchema).max(500)
  })
  .describe('What an authority’s form says otherwise than the national form of Open PEP')

export interface LocalForm {
  readonly base: string
  readonly changes: readonly LocalChange[]
}

export const isOwn = (id: string): boolean => /^[A-W]\.own[A-Z0-9]/.test(id)
export const sectionOf = (id: string): string => id.slice(0, id.indexOf('.'))

/** Rows that hold for a phase, those for every phase first. */
export const rowsFor = (local: LocalForm, phase: Phase): LocalChange[] => [
  ...local.changes.filter(row => row.phase === undefined),
  ...local.changes.filter(row => row.phase === phase)
]

/** Lays an authority's rows over the sections of one phase. A row about a question that is not asked here says nothing here. */
export function layLocal(sections: readonly SectionPatch[], local: LocalForm, phase: Phase): SectionPatch[] {
  const rows = Map.groupBy(rowsFor(local, phase), row => sectionOf(row.question))
  return sections.map(section => {
    const mine = rows.get(section.id) ?? []
    if (mine.length === 0) return section
    const questions = mine.reduce(layRow, [...(section.questions ?? [])])
    const hidden = new Set(mine.flatMap(row => (row.hidden ? [row.question] : [])))
    return { ...section, questions: questions.filter(({ id }) => !hidden.has(id)) }
  })
}

function layRow(questions: readonly QuestionPatch[], row: LocalChange): QuestionPatch[] {
  const known = questions.find(({ id }) => id === row.question)
  if (!known && !row.kind) return [...questions]
  const said: QuestionPatch = { ...(known ?? {}), ...saidOf(row), id: row.question }
  if (!known) return placed([...questions, said], row)
  return placed(
    questions.map(one => (one === known ? said : one)),
    row
  )
}

function saidOf({ question, phase, hidden, after, required, hint, keepsTrue, ...said }: LocalChange) {
  return {
    ...said,
    ...(hint === undefined ? {} : { hint: hint === '' ? undefined : hint }),
    ...(required ? { requiredLocally: true } : {}),
    ...(keepsTrue ? { prefill: 'last-pep' } : {})
  }
}

/** Where it stands, under the heading of what it stands after; a neighbour that is not asked here leaves it where it was. */
function placed(questions: readonly QuestionPatch[], { question, after }: LocalChange): QuestionPatch[] {
  const moved = questions.find(({ id }) => id === question)
  const rest = questions.filter(one => one !== moved)
  const at = after === 'first' ? 0 : rest.findIndex(({ id }) => id === after) + 1
  if (!moved || after === undefined || (at === 0 && after !== 'first')) return [...questions]
  const neighbour = at === 0 ? rest[0] : rest[at - 1]
  return rest.toSpliced(at, 0, { ...moved, group: neighbour?.group })
}
