import type { z } from 'zod'
import { circumstances, type Phase, phases } from '../guidance/words.ts'
import { questionsIn } from './condition.ts'
import type { FormDefinition, Question } from './definition.ts'
import { editionWith } from './editions.ts'
import { FormFault, formIn } from './load.ts'
import { isOwn, type LocalChange, type LocalForm, localFormSchema, rowsFor, sectionOf } from './local.ts'
import { versions } from './versions.ts'

/** What is wrong with one row of an authority's form. `row` counts from 1; null is the whole. */
export interface RowProblem {
  readonly row: number | null
  readonly question: string | null
  readonly what: string
}

/** Nobody can be made to answer these: the child, the carer and the parent say what they choose to say. */
const freelyAnswered = ['J', 'K', 'L']
/** The service fills these in. */
const filledIn = ['A', 'U', 'V']
/** Answers that the service reads by name, for copies and for the child's page: hidden, they would be empty there. */
export const readByName = [
  'B.preferredName',
  'C.addressWithheld',
  'C.settingWithheld',
  'D.noContact',
  'J.feeling',
  'T.saidDid'
]

/** Reads a document of an authority's form: what it says, or each thing that is wrong with it. */
export function readLocalForm(candidate: unknown): { local: LocalForm } | { problems: RowProblem[] } {
  const parsed = localFormSchema.safeParse(candidate)
  if (parsed.success) return { local: { base: parsed.data.base, changes: parsed.data.changes } }
  return { problems: parsed.error.issues.map(issue => inRows(issue, candidate)) }
}

function inRows(issue: z.core.$ZodIssue, candidate: unknown): RowProblem {
  const [top, index, ...deeper] = issue.path
  const inRow = top === 'changes' && typeof index === 'number'
  const field = inRow ? deeper.join('.') : issue.path.join('.')
  const row = inRow ? (candidate as { changes: unknown[] }).changes[index] : null
  const named = row !== null && typeof row === 'object' ? (row as { question?: unknown } | undefined)?.question : null
  return {
    row: inRow ? index + 1 : null,
    question: typeof named === 'string' ? named : null,
    what: field ? `“${field}”: ${saidOf(issue)}` : sentence(saidOf(issue))
  }
}

const sentence = (words: string) => `${words[0]?.toUpperCase()}${words.slice(1)}`

function saidOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `${issue.keys.map(key => `“${key}”`).join(', ')} is not known here.`
  if (issue.code === 'invalid_value') return `this is none of: ${issue.values.map(String).join(', ')}.`
  if (issue.code === 'invalid_type') return `this is missing, or not ${kindOf(issue.expected)}.`
  if (issue.code === 'invalid_union') return 'this is no condition or place that the form knows.'
  if (issue.code === 'too_big') return `this is too long: at most ${issue.maximum}.`
  if (issue.code === 'too_small') return 'this is empty.'
  return `this ${issue.message}.`
}
const kindOf = (expected: string) =>
  ({ string: 'a text', boolean: 'true or false', number: 'a number', array: 'a list', object: 'an object' })[
    expected
  ] ?? expected

type National = ReadonlyMap<string, ReadonlyMap<Phase, Question>>
const gathered = new Map<string, National>()

/** Every question of a national edition with the phases that ask it, whatever the circumstances: the same map each time. */
export function nationalQuestions(base: string): National {
  const known = gathered.get(base) ?? gather(base)
  gathered.set(base, known)
  return known
}

function gather(base: string): National {
  const edition = versions.get(base)
  const found = new Map<string, Map<Phase, Question>>()
  if (!edition) return found
  for (const phase of phases)
    for (const { questions } of formIn(edition, base, phase, circumstances).sections)
      for (const question of questions)
        found.set(question.id, (found.get(question.id) ?? new Map()).set(phase, question))
  return found
}

/** Whether the law or the guidance asks for it, in some phase or circumstance. */
const isAskedByLaw = (asked: ReadonlyMap<Phase, Question>) =>
  [...asked.values()].some(one => one.statutory || one.required !== 'never')

/**
 * Every reason for which an authority's form may not be used. `published`: its rows that plans may have been opened with.
 * Pure.
 */
export function problemsOfLocal(local: LocalForm, published: readonly LocalChange[]): RowProblem[] {
  if (!versions.has(local.base))
    return [{ row: null, question: null, what: `There is no national edition ${local.base}.` }]
  const national = nationalQuestions(local.base)
  const rows = local.changes.flatMap((row, at) =>
    faultsOfRow(row, local, national).map(what => ({ row: at + 1, question: row.question, what }))
  )
  const found = [...rows, ...vanished(local, published)]
  return found.length > 0 ? found.map(one => ({ ...one, what: sentence(one.what) })) : wholeFaults(local)
}

function faultsOfRow(row: LocalChange, local: LocalForm, national: National): string[] {
  const { question: id, phase } = row
  const faults: string[] = []
  const same = local.changes.filter(other => other.question === id && other.phase === phase)
  if (same.length > 1) faults.push('this question has two rows for the same phase. Keep one.')
  const asked = national.get(id)
  faults.push(...(asked ? faultsOfNational(row, asked, local, national) : faultsOfOwn(row, local, national)))
  if (row.required !== undefined && [...freelyAnswered, ...filledIn].includes(sectionOf(id)))
    faults.push('nobody may be made to answer in this section.')
  if (row.required && row.hidden) faults.push('a hidden question cannot be required.')
  if (row.after !== undefined && row.after !== 'first') faults.push(...faultsOfPlace(row, row.after, local, national))
  return faults
}

function faultsOfNational(row: LocalChange, asked: ReadonlyMap<Phase, Question>, local: LocalForm, all: National) {
  const faults: string[] = []
  if (row.phase && !asked.has(row.phase)) faults.push(`the form of ${row.phase} does not ask this.`)
  for (const key of ['kind', 'options', 'unit', 'min', 'max', 'maxLength', 'owner', 'shownWhen', 'keepsTrue'] as const)
    if (row[key] !== undefined) faults.push(`“${key}” belongs to the national form and cannot be changed.`)
  if (row.required === false) faults.push('what the national form requires stays so. Leave “required” out.')
  if (!row.hidden) return faults
  if ([...asked.values()].some(one => one.statutory))
    faults.push('this is statutory (Care Planning Regulations 2010, Schedule 1) and cannot be hidden.')
  else if (isAskedByLaw(asked)) faults.push('the guidance requires this answer, so it cannot be hidden.')
  else if (readByName.includes(row.question)) faults.push('the service works with this answer, so it cannot be hidden.')
  const hidden = new Set(local.changes.flatMap(one => (one.hidden ? [one.question] : [])))
  const waiting = [...all].flatMap(([id, phases]) =>
    !hidden.has(id) && [...phases.values()].some(one => asksAbout(one, row.question)) ? [id] : []
  )
  const own = local.changes.filter(one => one.shownWhen && questionsIn(one.shownWhen).includes(row.question))
  const dependants = [...new Set([...waiting, ...own.map(one => one.question)])]
  if (dependants.length > 0) faults.push(`${dependants.join(', ')} depends on its answer. Hide that first.`)
  return faults
}

const asksAbout = (question: Question, id: string): boolean =>
  [question.shownWhen, question.required].some(rule => typeof rule === 'object' && questionsIn(rule).includes(id))

function faultsOfOwn(row: LocalChange, local: LocalForm, national: National): string[] {
  if (!isOwn(row.question))
    return [
      `the national form ${local.base} has no such question. One of your own begins with “own”: ${sectionOf(row.question)}.ownName.`
    ]
  const faults: string[] = []
  const defining = local.changes.find(one => one.question === row.question && one.kind !== undefined)
  if (filledIn.includes(sectionOf(row.question)))
    faults.push('the service fills this section in: nothing can be added.')
  if (!defining) return [...faults, 'a question of your own needs “kind” and “label”.']
  if (defining !== row) return faults
  if (sectionOf(row.question) === 'J' && !['text', 'text-line', 'choice'].includes(row.kind ?? ''))
    faults.push('the child answers in words or by a choice: use “text” or “choice”.')
  if (row.label === undefined) faults.push('a question of your own needs “label”: its words.')
  const chooses = row.kind === 'choice' || row.kind === 'several'
  if (chooses && (row.options?.length ?? 0) < 2) faults.push('a choice needs at least two options.')
  if (!chooses && row.options) faults.push('only a choice has options.')
  const values = (row.options ?? []).map(one => one.value)
  for (const value of new Set(values.filter((one, at) => values.indexOf(one) !== at)))
    faults.push(`the option “${value}” is there twice.`)
  for (const id of row.shownWhen ? questionsIn(row.shownWhen) : []) {
    if (id === row.question) faults.push('it would be shown by its own answer.')
    else if (!isKnown(id, local, national)) faults.push(`it is shown by ${id}, which is not in the form.`)
  }
  return faults
}

const isKnown = (id: string, local: LocalForm, national: National) =>
  national.has(id) || local.changes.some(one => one.question === id && one.kind !== undefined)

function faultsOfPlace(row: LocalChange, after: string, local: LocalForm, national: National): string[] {
  if (after === row.question) return ['it cannot stand after itself.']
  if (sectionOf(after) !== sectionOf(row.question))
    return ['a question stays in its section: choose one of the same letter.']
  return isKnown(after, local, national) ? [] : [`it is to stand after ${after}, which is not in the form.`]
}

/** Plans may hold answers to what was published: it may be hidden, never taken away or turned into something else. */
function vanished(local: LocalForm, published: readonly LocalChange[]): RowProblem[] {
  return published.flatMap(before => {
    if (!before.kind || !isOwn(before.question)) return []
    const at = local.changes.findIndex(row => row.question === before.question && row.kind !== undefined)
    const now = local.changes[at]
    const problem = (what: string) => [{ row: at < 0 ? null : at + 1, question: before.question, what }]
    if (!now)
      return problem(
        'this was published, so plans may hold answers to it. Hide it with “hidden” instead of taking it out.'
      )
    if (now.kind !== before.kind)
      return problem(
        `this was published as “${before.kind}” and plans may hold such answers. Add a new question instead.`
      )
    const gone = (before.options ?? []).filter(old => !now.options?.some(one => one.value === old.value))
    return gone.length > 0
      ? problem(`plans may hold the answer ${gone.map(one => `“${one.label}”`).join(', ')}. Keep it among the options.`)
      : []
  })
}

/** The whole laid together, phase by phase and circumstance by circumstance: whatever the rows alone do not show. */
function wholeFaults(local: LocalForm): RowProblem[] {
  const edition = editionWith(local)
  const sets = [[], circumstances, ...circumstances.map(one => [one])]
  const words = new Set<string>()
  for (const phase of phases)
    for (const laid of sets) {
      try {
        formIn(edition, 'draft', phase, laid)
      } catch (error) {
        if (!(error instanceof FormFault)) throw error
        for (const problem of error.problems) words.add(problem)
      }
    }
  return [...words].map(what => ({ row: null, question: null, what }))
}

/** The draft's form of a phase with every circumstance laid over it: all that may be asked. */
export const wholeForm = (local: LocalForm, phase: Phase): FormDefinition =>
  formIn(editionWith(local), 'draft', phase, circumstances)

/** The row that holds for exactly this scope; undefined where nothing is said. */
export const rowOf = (local: LocalForm, question: string, phase: Phase | null): LocalChange | undefined =>
  local.changes.find(row => row.question === question && (row.phase ?? null) === phase)

export const isHidden = (local: LocalForm, question: string, phase: Phase): boolean =>
  rowsFor(local, phase).some(row => row.question === question && row.hidden)
