import type { Tx } from '../db/transaction.ts'
import type { FormDefinition, Section } from '../forms/definition.ts'
import type { Role } from '../guidance/words.ts'
import { type Save, type Saved, saveAnswers } from './answers.ts'
import { readChildsReaders, readSocialWorker } from './pep.queries.ts'
import { type Pep, startPep } from './pep.ts'
import { isReadBy } from './readers.ts'

interface Writing {
  readonly pep: Pep
  readonly form: FormDefinition
  readonly section: Section
  readonly person: string
  readonly standing: readonly Role[]
  /** The role by which they may write here. */
  readonly role: Role | null
  readonly inputs: Save['inputs']
  readonly mutation: Save['mutation']
  readonly now: Temporal.Instant
}

/**
 * An adult writes in a section. A social worker's section that somebody else enters by telephone is "entered by X for Y";
 * what the child said is read by whom the child chose, and by the setting where its own teacher wrote it down. What they could
 * not read they do not answer: that one is refused by name, and the others are saved.
 */
export async function writeSection(tx: Tx, writing: Writing): Promise<(Saved | Refused)[] | null> {
  const { pep, section, role, standing } = writing
  const closed = section.questions.flatMap(one =>
    writing.inputs.has(one.id) && !isReadBy(standing, section, one) ? [one.id] : []
  )
  const socialSide = role === 'social-worker' || role === 'team-manager'
  const forPerson = section.owner === 'social-worker' && !socialSide ? await readSocialWorker(tx, pep.childId) : null
  const readers = section.audienceBy === 'child' ? await readChildsReaders(tx, pep.id) : []
  const heard = role === 'designated-teacher' ? [...readers, 'setting'] : readers
  const results = await saveAnswers(tx, {
    ...writing,
    inputs: new Map([...writing.inputs].filter(([id]) => !closed.includes(id))),
    forPerson,
    audience: question =>
      section.audienceBy === 'child' ? [...new Set([...question.audience, ...heard])] : question.audience
  }).catch((error: { code?: string }) => {
    // An answer stands there that this person's rows do not hold: the child keeps it to themselves.
    if (error.code === '42501') return null
    throw error
  })
  if (pep.state === 'planned' && results?.some(one => one.outcome === 'stored')) await startPep(tx, pep.id)
  return results && [...results, ...closed.map(refused)]
}

interface Refused {
  readonly question: string
  readonly outcome: 'refused'
  readonly problem: string
}

const refused = (question: string): Refused => ({
  question,
  outcome: 'refused',
  problem: 'this was not saved. Only the council may read the answer, so tell the social worker. The rest is saved.'
})
