import type { Phase } from '../guidance/words.ts'
import { several, text, written } from '../web/forms.ts'
import type { Problem } from '../web/page.ts'
import type { Question } from './definition.ts'
import { isOwn, type LocalChange, type LocalForm, ownKinds, sectionOf } from './local.ts'

type Body = Readonly<Record<string, string | string[]>>

/** What the page of one question shows and takes. */
export interface RowFields {
  readonly label: string
  readonly hint: string
  readonly required: boolean
  readonly hidden: boolean
  /** '' where the national form has it, or at the end. */
  readonly after: string
  readonly kind: string
  readonly options: string
  readonly keepsTrue: boolean
}

/** The fields as they stand: what the row says, else what the national form does. */
export const fieldsOfRow = (row: LocalChange | undefined, national: Question | undefined): RowFields => ({
  label: row?.label ?? national?.label ?? '',
  hint: row?.hint ?? national?.hint ?? '',
  required: row?.required === true,
  hidden: row?.hidden === true,
  after: row?.after ?? '',
  kind: row?.kind ?? national?.kind ?? 'text',
  options: (row?.options ?? []).map(({ label }) => label).join('\n'),
  keepsTrue: row?.keepsTrue === true
})

/** Reads the form of one question; null where it says nothing but what the national form says. */
export function readRow(
  body: Body,
  scope: { readonly id: string; readonly phase: Phase | null; readonly before: LocalChange | undefined },
  national: Question | undefined
): LocalChange | null {
  const own = isOwn(scope.id) && national === undefined
  const [label, hint] = [oneLine(written(body, 'label')), written(body, 'hint')]
  const kind = scope.before?.kind ?? ownKinds.find(one => one === text(body, 'kind'))
  const worded = 'label' in body
  const said: Omit<LocalChange, 'question'> = {
    ...(worded && (own || label !== national?.label) ? { label } : {}),
    ...(worded && hint !== (national?.hint ?? '') ? { hint } : {}),
    ...(several(body, 'required').includes('yes') ? { required: true } : {}),
    ...(several(body, 'hidden').includes('yes') ? { hidden: true } : {}),
    ...(text(body, 'after') ? { after: text(body, 'after') } : {}),
    ...(own && kind ? { kind } : {}),
    ...(own && (kind === 'choice' || kind === 'several') ? { options: optionsIn(body, scope.before) } : {}),
    ...(own && several(body, 'keepsTrue').includes('yes') ? { keepsTrue: true } : {})
  }
  if (!own && Object.keys(said).length === 0) return null
  const { unit, min, max, maxLength, owner, shownWhen } = scope.before ?? {}
  const kept = Object.fromEntries(
    Object.entries({ unit, min, max, maxLength, owner, shownWhen }).filter(([, value]) => value !== undefined)
  )
  return { question: scope.id, ...(scope.phase ? { phase: scope.phase } : {}), ...kept, ...said }
}

const oneLine = (words: string) => words.replace(/\s+/g, ' ')

/** One option a line. One that was there keeps its value, so that answers given to it stay answers. */
function optionsIn(body: Body, before: LocalChange | undefined): NonNullable<LocalChange['options']> {
  const known = new Map((before?.options ?? []).map(({ label, value }) => [label, value]))
  const lines = written(body, 'options')
    .split('\n')
    .map(oneLine)
    .map(line => line.trim())
  return lines.filter(Boolean).map(label => ({ value: known.get(label) ?? slug(label), label }))
}

const slug = (label: string): string =>
  label
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || label.slice(0, 60)

/** What is wrong with a row before the form as a whole is asked. */
export function rowProblems(row: LocalChange | null): Problem[] {
  if (!row) return []
  const long = (field: string, words: string | undefined, most: number): Problem[] =>
    (words?.length ?? 0) > most ? [{ field, what: `Shorten this to ${most} characters` }] : []
  return [
    ...(row.label === '' ? [{ field: 'label', what: 'Write the question' }] : []),
    ...long('label', row.label, 300),
    ...long('hint', row.hint, 600),
    ...((row.options?.length ?? 0) > 60 ? [{ field: 'options', what: 'Give at most 60 options' }] : [])
  ]
}

/** A new question's id: its section's letter, "own" and its first words; never one that is taken. */
export function newOwnId(section: string, label: string, draft: LocalForm): string {
  const words = label
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 4)
  const stem = `${section}.own${words.map(word => word[0]?.toUpperCase() + word.slice(1).toLowerCase()).join('') || 'Question'}`
  const taken = new Set(draft.changes.map(({ question }) => question))
  if (!taken.has(stem)) return stem
  return `${stem}${Array.from({ length: taken.size + 2 }, (_, at) => at + 2).find(number => !taken.has(`${stem}${number}`))}`
}

/** Where a question may stand: after any other of its section. */
export const placesFor = (id: string, questions: readonly Question[]) =>
  questions.filter(one => one.id !== id && sectionOf(one.id) === sectionOf(id))
