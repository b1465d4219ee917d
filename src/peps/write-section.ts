import type { Tx } from '../db/transaction.ts'
import { isAnswered } from '../forms/condition.ts'
import type { FormDefinition, Section } from '../forms/definition.ts'
import { parseAnswer } from '../forms/validate.ts'
import type { Role } from '../guidance/words.ts'
import { partyOf, withdrawReason } from '../voice/views.ts'
import { isReasonWhyNone } from '../voice/views-words.ts'
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
  readonly today: Temporal.PlainDate
}

/**
 * An adult writes in a section. A social worker's section that somebody else enters by telephone is "entered by X for Y";
 * what the child said is read by whom the child chose, and by the setting where its own teacher wrote it down. What they could
 * not read they do not answer: that one is refused by name, and the others are saved. Words of a child, carer or parent withdraw the
 * reason why there were none.
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
      section.audienceBy === 'child' ? [...new Set([...question.audience, ...heard])] : question.audience,
    someKeptBack: section.audienceBy === 'child'
  })
  if (pep.state === 'planned' && results?.some(one => one.outcome === 'stored')) await startPep(tx, pep.id)
  const party = partyOf(section.id)
  if (party && party !== 'social-worker' && results?.some(one => one.outcome === 'stored' && holdsWords(one, writing)))
    await withdrawReason(tx, pep, party, writing)
  return (
    results && [
      ...results.map(one => (one.outcome === 'kept-back' ? refused(one.question, keptBackWords) : one)),
      ...closed.map(id => refused(id, councilsWords))
    ]
  )
}

/** Something of theirs was written down, and not why there is nothing. */
function holdsWords({ question: id }: Saved, { section, inputs }: Writing): boolean {
  const question = section.questions.find(one => one.id === id)
  if (!question || isReasonWhyNone(id)) return false
  const parsed = parseAnswer(question, inputs.get(id)?.input)
  return !parsed.valid || isAnswered(parsed.value)
}

interface Refused {
  readonly question: string
  readonly outcome: 'refused'
  readonly problem: string
}

const councilsWords =
  'this was not saved. Only the council may read the answer, so tell the social worker. The rest is saved.'
const keptBackWords =
  'this was not saved. The child has answered here already and keeps the answer to themselves. The rest is saved.'

const refused = (question: string, problem: string): Refused => ({ question, outcome: 'refused', problem })
