import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface AnswerRow {
  question: string
  section: string
  value: unknown
  raw: string | null
  valid: boolean
  version: number
  written_by: string
  written_at: string
  carried_from: string | null
  writer: string | null
  written_for_name: string | null
  confirmed_by: string | null
  confirmed_at: string | null
  confirmer: string | null
  said_in: string | null
  said_in_version: number | null
  english: string | null
  english_version: number | null
  english_by: string | null
}

/** The answers of a pep that this person's rows hold, with their writers' names. */
export async function readAnswers(tx: Tx, pepId: string): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select a.question, a.section, a.value, a.raw, a.valid, a.version, a.written_by, a.written_at, a.carried_from,
           w.name as writer, f.name as written_for_name, a.confirmed_by, a.confirmed_at, c.name as confirmer,
           a.said_in, a.said_in_version, a.english, a.english_version, a.english_by
      from answer a left join person w on w.id = a.written_by left join person f on f.id = a.written_for
      left join person c on c.id = a.confirmed_by
     where a.pep_id = ${pepId}`.execute(tx)
  return rows
}

export interface RivalRow {
  id: string
  question: string
  value: unknown
  raw: string | null
  valid: boolean
  written_by: string
  written_at: string
  writer: string | null
}

export async function readRivals(tx: Tx, pepId: string): Promise<RivalRow[]> {
  const { rows } = await sql<RivalRow>`
    select r.id, r.question, r.value, r.raw, r.valid, r.written_by, r.written_at, w.name as writer
      from answer_rival r left join person w on w.id = r.written_by
     where r.pep_id = ${pepId} and r.settled_at is null order by r.written_at`.execute(tx)
  return rows
}

export interface StoredRow {
  question: string
  version: number
  value: unknown
  raw: string | null
  valid: boolean
  carried_from: string | null
  written_by: string
  written_for: string | null
  written_at: string
  /** What stood there in the version that the writer's change was based on. */
  base_value: unknown
  base_raw: string | null
  base_known: boolean
}

/** Locks the pep's answers against other writers until the end of the transaction; false where the pep is not theirs. */
export async function lockPep(tx: Tx, pepId: string): Promise<boolean> {
  const { rows } = await sql`select id from pep where id = ${pepId} for no key update`.execute(tx)
  return rows.length > 0
}

/** What stands, and what stood at each writer's base, for these questions. */
export async function readStored(
  tx: Tx,
  pepId: string,
  bases: ReadonlyMap<string, number | null>
): Promise<StoredRow[]> {
  const questions = [...bases.keys()]
  const versions = questions.map(question => bases.get(question) ?? 0)
  const { rows } = await sql<StoredRow>`
    select a.question, a.version, a.value, a.raw, a.valid, a.carried_from, a.written_by, a.written_for, a.written_at,
           v.value as base_value, v.raw as base_raw, v.version is not null as base_known
      from unnest(${questions}::text[], ${versions}::int[]) as q(question, base)
      join answer a on a.pep_id = ${pepId} and a.question = q.question
      left join answer_version v on v.pep_id = ${pepId} and v.question = q.question and v.version = q.base`.execute(tx)
  return rows
}

/** Mutations of this person that were stored before, with the version they came to (null: they became a rival). */
export async function readMutations(tx: Tx, person: string, mutations: readonly string[]) {
  const { rows } = await sql<{ mutation: string; question: string; version: number | null }>`
    select mutation, question, version from answer_version where written_by = ${person} and mutation = any(${mutations}::uuid[])
    union all
    select mutation, question, null from answer_rival where written_by = ${person} and mutation = any(${mutations}::uuid[])`.execute(
    tx
  )
  return rows
}

export interface NewAnswer {
  question: string
  section: string
  audience: readonly string[]
  value: string | null
  raw: string | null
  valid: boolean
  version: number
  base: number
  mutation: string
  /** Nothing new is said: the words stay their writer's, and this person has said that they are still true. */
  confirms?: Pick<StoredRow, 'written_by' | 'written_for' | 'written_at'>
}

interface Writing {
  pepId: string
  authorityId: number
  childId: string
  person: string
  forPerson: string | null
  at: string
}

/**
 * Writes those behind which no answer stands that this person cannot read, and says which: the child may keep one to
 * themselves. For answers that are new to their writer; the plan is locked meanwhile.
 */
export async function claimAnswers(tx: Tx, to: Writing, answers: readonly NewAnswer[]): Promise<ReadonlySet<string>> {
  if (answers.length === 0) return new Set()
  const claimed = await tx
    .insertInto('answer')
    .values(answers.map(answer => rowOf(to, answer)))
    .onConflict(conflict => conflict.columns(['pep_id', 'question']).doNothing())
    .returning('question')
    .execute()
  return new Set(claimed.map(({ question }) => question))
}

export async function storeAnswers(tx: Tx, to: Writing, answers: readonly NewAnswer[]): Promise<void> {
  if (answers.length === 0) return
  const versions = answers.map(({ base: _, audience, confirms: __, ...answer }) => ({
    ...common(to),
    ...answer,
    audience: [...audience]
  }))
  const store = tx
    .insertInto('answer')
    .values(answers.map(answer => rowOf(to, answer)))
    .onConflict(conflict =>
      conflict.columns(['pep_id', 'question']).doUpdateSet(eb => ({
        value: eb.ref('excluded.value'),
        raw: eb.ref('excluded.raw'),
        valid: eb.ref('excluded.valid'),
        version: eb.ref('excluded.version'),
        audience: eb.ref('excluded.audience'),
        written_by: eb.ref('excluded.written_by'),
        written_for: eb.ref('excluded.written_for'),
        written_at: eb.ref('excluded.written_at'),
        confirmed_by: eb.ref('excluded.confirmed_by'),
        confirmed_at: eb.ref('excluded.confirmed_at'),
        carried_from: null
      }))
    )
  await Promise.all([store.execute(), tx.insertInto('answer_version').values(versions).execute()])
}

const common = (to: Writing) => ({
  pep_id: to.pepId,
  authority_id: to.authorityId,
  child_id: to.childId,
  written_by: to.person,
  written_for: to.forPerson,
  written_at: to.at
})

const rowOf = (to: Writing, { base: _, mutation: __, audience, confirms, ...answer }: NewAnswer) => ({
  ...common(to),
  ...answer,
  audience: [...audience],
  carried_from: null,
  confirmed_by: confirms ? to.person : null,
  confirmed_at: confirms ? to.at : null,
  written_by: confirms?.written_by ?? to.person,
  written_for: confirms ? confirms.written_for : to.forPerson,
  written_at: confirms?.written_at ?? to.at
})

export async function storeRivals(
  tx: Tx,
  to: Writing,
  rivals: ReadonlyArray<NewAnswer & { id: string }>
): Promise<void> {
  if (rivals.length === 0) return
  const rows = rivals.map(({ base, version: _, audience, confirms: __, ...rival }) => ({
    ...rival,
    audience: [...audience],
    base_version: base,
    pep_id: to.pepId,
    authority_id: to.authorityId,
    child_id: to.childId,
    written_by: to.person,
    written_at: to.at
  }))
  await tx.insertInto('answer_rival').values(rows).execute()
}

export async function settleRival(tx: Tx, pepId: string, rival: string, by: string, at: string): Promise<void> {
  await sql`update answer_rival set settled_at = ${at}, settled_by = ${by}
     where pep_id = ${pepId} and id = ${rival} and settled_at is null`.execute(tx)
}

export interface VersionRow {
  /** Null: the later text of a clash, put aside when somebody chose the other. */
  version: number | null
  rival: string | null
  value: unknown
  raw: string | null
  valid: boolean
  written_at: string
  writer: string | null
  written_for_name: string | null
  carried_from: string | null
}

/** Every text that was ever saved here, the newest first; one that was put aside and then kept is not told twice. */
export async function readHistory(tx: Tx, pepId: string, question: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.version, null as rival, v.value, v.raw, v.valid, v.written_at, v.carried_from, w.name as writer, f.name as written_for_name
      from answer_version v left join person w on w.id = v.written_by left join person f on f.id = v.written_for
     where v.pep_id = ${pepId} and v.question = ${question}
    union all
    select null, r.id::text, r.value, r.raw, r.valid, r.written_at, null, w.name, null
      from answer_rival r left join person w on w.id = r.written_by
     where r.pep_id = ${pepId} and r.question = ${question} and r.settled_at is not null and not exists (
       select from answer_version v where v.pep_id = r.pep_id and v.question = r.question
          and v.value is not distinct from r.value and v.raw is not distinct from r.raw)
     order by written_at desc, version desc nulls last`.execute(tx)
  return rows
}

/** In which language these words were said; null: in English. */
export async function tagAnswers(
  tx: Tx,
  pepId: string,
  questions: readonly string[],
  language: string | null
): Promise<void> {
  await sql`update answer set said_in = ${language}, said_in_version = case when ${language}::text is null then null else version end
     where pep_id = ${pepId} and question = any(${[...questions]}::text[])`.execute(tx)
}

/** An interpreter's English of the version that they read; false where the words have changed since. */
export async function storeEnglish(
  tx: Tx,
  pepId: string,
  of: { readonly question: string; readonly version: number },
  english: { words: string | null; by: string | null; writtenBy: string; at: string }
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update answer set english = ${english.words}, english_by = ${english.by}, english_version = version,
           english_written_by = ${english.writtenBy}, english_at = ${english.at}
     where pep_id = ${pepId} and question = ${of.question} and version = ${of.version} and said_in is not null`.execute(
    tx
  )
  return (numAffectedRows ?? 0n) > 0n
}
