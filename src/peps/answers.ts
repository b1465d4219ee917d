import { createHash } from 'node:crypto'
import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import { announce, type Tx } from '../db/transaction.ts'
import type { Answers, FormDefinition, Question, Section, Value } from '../forms/definition.ts'
import type { Typed } from '../forms/typed.ts'
import { parseAnswer } from '../forms/validate.ts'
import {
  type AnswerRow,
  claimAnswers,
  lockPep,
  type NewAnswer,
  readAnswers,
  readHistory,
  readMutations,
  readRivals,
  readStored,
  type StoredRow,
  settleRival,
  storeAnswers,
  storeRivals
} from './answers.queries.ts'
import { type SaidIn, saidIn } from './interpreting.ts'
import { answersChanged, planChanged } from './live/told.ts'
import { judgeSave, type Said } from './save-rule.ts'

export interface Answer {
  readonly question: string
  readonly value: Value | null
  /** As typed, where it could not be taken. */
  readonly raw: Typed | null
  readonly version: number
  readonly by: string
  readonly byId: string
  readonly forName: string | null
  /** Instant, ISO. */
  readonly at: string
  /** From last term's plan, and nobody has said yet that it is still true. `by` and `at` are its writer's, whoever carried it. */
  readonly carried: boolean
  /** Who said that it is still true, where it came from an earlier plan. */
  readonly confirmed: { readonly by: string; readonly byId: string; readonly at: string } | null
  /** It was said in another language than English. */
  readonly said: SaidIn | null
}

const toAnswer = (row: AnswerRow): Answer => ({
  question: row.question,
  value: row.value as Value | null,
  raw: row.raw === null ? null : (JSON.parse(row.raw) as Typed),
  version: row.version,
  by: row.writer ?? 'Somebody else',
  byId: row.written_by,
  forName: row.written_for_name,
  at: row.written_at,
  carried: row.carried_from !== null && row.value !== null,
  confirmed:
    row.confirmed_at === null || row.confirmed_by === null
      ? null
      : { by: row.confirmer ?? 'Somebody else', byId: row.confirmed_by, at: row.confirmed_at },
  said: saidIn(row)
})

/** The answers that this person may read, by question. */
export async function answersOf(tx: Tx, pepId: string): Promise<Map<string, Answer>> {
  const rows = await readAnswers(tx, pepId)
  return new Map(rows.map(row => [row.question, toAnswer(row)]))
}

/** Values alone, as conditions and completeness read them; what is not valid is not there. */
export const valuesOf = (answers: ReadonlyMap<string, Answer>): Answers =>
  new Map(
    [...answers].flatMap(([question, { value, raw }]) => (value === null || raw !== null ? [] : [[question, value]]))
  )

/** The questions whose answer is last term's, and nobody has said yet that it is still true. */
export const unconfirmedIn = (answers: ReadonlyMap<string, Answer>): ReadonlySet<string> =>
  new Set([...answers.values()].filter(one => one.carried).map(one => one.question))

export const rivalsOf = async (tx: Tx, pepId: string) =>
  (await readRivals(tx, pepId)).map(row => ({
    id: row.id,
    question: row.question,
    value: row.value as Value | null,
    raw: row.raw === null ? null : (JSON.parse(row.raw) as Typed),
    by: row.writer ?? 'Somebody else',
    byId: row.written_by,
    at: row.written_at
  }))

/** One text of an answer's history; without a version where it was put aside when somebody chose the other. */
export interface Version extends Pick<Answer, 'value' | 'raw' | 'by' | 'forName' | 'at' | 'carried'> {
  readonly version: number | null
  /** What it is called when it is asked for again. */
  readonly key: string
}

/** Every text of an answer, the newest first. */
export const historyOf = async (tx: Tx, pepId: string, question: string): Promise<Version[]> =>
  (await readHistory(tx, pepId, question)).map(row => ({
    value: row.value as Value | null,
    raw: row.raw === null ? null : (JSON.parse(row.raw) as Typed),
    version: row.version,
    key: row.rival ?? String(row.version),
    by: row.writer ?? 'Somebody else',
    forName: row.written_for_name,
    at: row.written_at,
    carried: row.carried_from !== null
  }))

export interface Save {
  readonly pep: { readonly id: string; readonly authorityId: number; readonly childId: string }
  readonly form: FormDefinition
  readonly person: string
  /** "Entered by X for Y". */
  readonly forPerson?: string | null
  readonly role?: string | null
  /** By question: what came in, and the version it was based on (null or 0: none). */
  readonly inputs: ReadonlyMap<
    string,
    { readonly input: unknown; readonly base: number | null; readonly still?: boolean }
  >
  /** Client-made, unique per person: the same one again returns the first result. */
  readonly mutation: (question: string) => string
  readonly now: Temporal.Instant
  /** The copies an answer may appear in, where not the form's own: the child's choice of readers. */
  readonly audience?: (question: Question) => readonly string[]
  /** Answers may stand here that this person cannot read. */
  readonly someKeptBack?: boolean
}

export interface Saved {
  readonly question: string
  /** `kept-back`: an answer stands there that this person may not read; theirs is not stored. */
  readonly outcome: 'stored' | 'unchanged' | 'clash' | 'repeated' | 'kept-back'
  readonly version: number
  /** What is wrong with it: it is kept as typed, counts as missing and blocks submission. */
  readonly problem?: string
}

/** One question's mutation from a form's: a form that is posted twice counts once, answer by answer. */
export function mutationFor(form: string): (question: string) => string {
  return question => {
    const digest = createHash('sha256').update(`${form}/${question}`).digest('hex')
    return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
  }
}

/** Saves answers, each its own unit: valid or kept as typed, stored, or kept as a rival where it clashes. Null: no such pep for them. */
export async function saveAnswers(tx: Tx, save: Save): Promise<Saved[] | null> {
  const { pep, form, person, inputs } = save
  const known = new Map(
    form.sections.flatMap(section => section.questions.map(one => [one.id, { section, question: one }] as const))
  )
  const asked = [...inputs].flatMap(([id, given]) => {
    const found = known.get(id)
    return found ? [{ ...found, ...given, mutation: save.mutation(id) }] : []
  })
  if (asked.length === 0) return []
  const [ours, mutations, standingNow] = await Promise.all([
    lockPep(tx, pep.id),
    readMutations(
      tx,
      person,
      asked.map(one => one.mutation)
    ),
    readStored(tx, pep.id, new Map(asked.map(one => [one.question.id, one.base])))
  ])
  if (!ours) return null
  const repeated = new Map(mutations.map(row => [row.mutation, row]))
  const stored = new Map(standingNow.map(row => [row.question, row]))

  const store: NewAnswer[] = []
  const rivals: (NewAnswer & { id: string })[] = []
  const changes: Change[] = []
  const results = asked.map(({ section, question, input, base, still, mutation }): Saved => {
    const before = stored.get(question.id)
    const version = before?.version ?? 0
    const parsed = parseAnswer(question, input)
    const said: Said = parsed.valid ? { value: parsed.value, raw: null } : { value: null, raw: parsed.raw }
    const problem = parsed.valid ? undefined : parsed.problem
    const again = repeated.get(mutation)
    if (again)
      return {
        question: question.id,
        outcome: again.version === null ? 'clash' : 'repeated',
        version: again.version ?? version,
        problem
      }
    const verdict = judgeSave({ ...said, base: base ?? 0 }, before ? standing(before) : null, atBase(before))
    // Only of the text that they saw: last term's plan may have been finished since, and say something else.
    const confirms = verdict === 'unchanged' && still === true && isCarried(before) && base === version
    if (verdict === 'unchanged' && !confirms) return { question: question.id, outcome: 'unchanged', version, problem }
    const answer = newAnswer(section, question, said, {
      version: version + 1,
      base: base ?? 0,
      mutation,
      audience: save.audience,
      ...(confirms && before ? { confirms: before } : {})
    })
    if (verdict === 'clash') {
      rivals.push({ ...answer, id: newId() })
      return { question: question.id, outcome: 'clash', version, problem }
    }
    store.push(answer)
    changes.push({
      question: question.id,
      from: before ? (before.raw ?? before.value) : null,
      to: said.raw ?? said.value
    })
    return { question: question.id, outcome: 'stored', version: version + 1, problem }
  })
  const to = {
    pepId: pep.id,
    authorityId: pep.authorityId,
    childId: pep.childId,
    person,
    forPerson: save.forPerson ?? null,
    at: save.now.toString({ smallestUnit: 'millisecond' })
  }
  const fresh = save.someKeptBack ? store.filter(({ version }) => version === 1) : []
  const claimed = await claimAnswers(tx, to, fresh)
  const keptBack = new Set(fresh.flatMap(({ question }) => (claimed.has(question) ? [] : [question])))
  const written = store.filter(({ question }) => !keptBack.has(question))
  await Promise.all([storeAnswers(tx, to, written), storeRivals(tx, to, rivals)])
  if (written.length > 0) announce(tx, answersChanged(pep.id))
  if (rivals.length > 0) announce(tx, planChanged(pep.id))
  const said = changes.filter(({ question }) => !keptBack.has(question))
  if (said.length + rivals.length > 0) await recordSave(tx, save, said, rivals)
  return results.map(one => (keptBack.has(one.question) ? { ...one, outcome: 'kept-back', version: 0 } : one))
}

interface Change {
  readonly question: string
  readonly from: unknown
  readonly to: unknown
}

const recordSave = (tx: Tx, save: Save, changes: readonly Change[], rivals: readonly NewAnswer[]) =>
  record(tx, {
    person: save.person,
    role: save.role,
    action: 'write answers',
    authorityId: save.pep.authorityId,
    childId: save.pep.childId,
    pepId: save.pep.id,
    payload: { changes, clashes: rivals.map(({ question, value, raw }) => ({ question, text: raw ?? value })) }
  })

const said = (value: unknown, raw: string | null): Said => ({
  value: value as Value | null,
  raw: raw === null ? null : (JSON.parse(raw) as Typed)
})
const isCarried = (row: StoredRow | undefined): boolean =>
  row !== undefined && row.carried_from !== null && row.value !== null
const standing = (row: StoredRow) => ({ ...said(row.value, row.raw), version: row.version })
const atBase = (row: StoredRow | undefined): Said | null =>
  row?.base_known ? said(row.base_value, row.base_raw) : null

function newAnswer(
  section: Section,
  question: Question,
  given: Said,
  with_: { version: number; base: number; mutation: string; audience?: Save['audience']; confirms?: StoredRow }
): NewAnswer {
  return {
    question: question.id,
    section: section.id,
    audience: with_.audience?.(question) ?? question.audience,
    value: given.value === null ? null : JSON.stringify(given.value),
    raw: given.raw === null ? null : JSON.stringify(given.raw),
    valid: given.raw === null,
    version: with_.version,
    base: with_.base,
    mutation: with_.mutation,
    ...(with_.confirms ? { confirms: with_.confirms } : {})
  }
}

/** Somebody chose between the two texts of a clash: their choice is saved on the version that stands, and this rival is settled. */
export async function settleClash(tx: Tx, save: Save, rival: string): Promise<Saved[] | null> {
  const results = await saveAnswers(tx, save)
  if (results === null || results.some(result => result.outcome === 'clash')) return results
  await settleRival(tx, save.pep.id, rival, save.person, save.now.toString({ smallestUnit: 'millisecond' }))
  return results
}
