import { record } from '../audit/audit.ts'
import { announce, type Tx } from '../db/transaction.ts'
import { type AnswerRow, storeEnglish, tagAnswers } from './answers.queries.ts'
import { answersChanged } from './live/told.ts'

/** The language of somebody's own words, and the interpreter's English of them. */
export interface SaidIn {
  /** ISO 639. */
  readonly language: string
  /** Null: nobody has interpreted it yet, or its words have changed since. */
  readonly english: { readonly words: string; readonly by: string } | null
}

/** Of the very words that stand: what somebody wrote over them is in no known language. */
export const saidIn = ({ version, ...row }: AnswerRow): SaidIn | null => {
  if (row.said_in === null || row.said_in_version !== version || row.value === null) return null
  const { english, english_by: by } = row
  const isOf = english !== null && by !== null && row.english_version === version
  return { language: row.said_in, english: isOf ? { words: english, by } : null }
}

/** Marks what was just saved as said in this language; null: English. */
export const saidInLanguage = (tx: Tx, pepId: string, questions: readonly string[], language: string | null) =>
  tagAnswers(tx, pepId, questions, language)

export interface Interpreted {
  readonly question: string
  readonly version: number
  /** Empty takes it back. */
  readonly words: string
}

/** Puts an interpreter's English beside somebody's own words. The questions whose words have changed meanwhile. */
export async function interpret(
  tx: Tx,
  pep: { readonly id: string; readonly authorityId: number; readonly childId: string },
  given: readonly Interpreted[],
  by: {
    readonly interpreter: string
    readonly person: string
    readonly role: string | null
    readonly now: Temporal.Instant
  }
): Promise<readonly string[]> {
  const changed: string[] = []
  for (const { question, version, words } of given) {
    const english = words === '' ? { words: null, by: null } : { words, by: by.interpreter }
    const to = { ...english, writtenBy: by.person, at: by.now.toString({ smallestUnit: 'millisecond' }) }
    if (!(await storeEnglish(tx, pep.id, { question, version }, to))) changed.push(question)
  }
  const written = given.filter(({ question }) => !changed.includes(question))
  if (written.length > 0) {
    announce(tx, answersChanged(pep.id))
    await record(tx, {
      ...{ person: by.person, role: by.role, action: 'write the interpreter’s English' },
      ...{ authorityId: pep.authorityId, childId: pep.childId, pepId: pep.id },
      payload: { interpreter: by.interpreter, answers: written }
    })
  }
  return changed
}
