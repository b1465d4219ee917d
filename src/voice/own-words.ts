import type { Tx } from '../db/transaction.ts'
import { ownerOf, shownQuestions } from '../forms/completeness.ts'
import type { Question } from '../forms/definition.ts'
import { readForm } from '../forms/read.ts'
import type { Role } from '../guidance/words.ts'
import type { Reading } from '../languages/reading.ts'
import { originOf } from '../people/session.ts'
import { type Answer, answersOf, mutationFor, saveAnswers } from '../peps/answers.ts'
import { findPep, formContextOf, formOf, type Pep, readAround } from '../peps/pep.ts'
import { text } from '../web/forms.ts'
import { type Ask, type Problem, pepOf } from '../web/page.ts'
import { keepLanguage } from './interpreted.ts'
import { recordViews, sectionOf, type ViewParty } from './views.ts'

export type Speaker = Exclude<ViewParty, 'social-worker'>

/** What somebody may say of themselves in a pep: their questions, and what they have said. */
export interface OwnWords {
  readonly pep: Pep
  readonly party: Speaker
  readonly questions: readonly Question[]
  readonly answers: ReadonlyMap<string, Answer>
}

export async function ownWords(ask: Ask, party: Speaker): Promise<OwnWords | null> {
  const pep = await findPep(ask.tx, pepOf(ask).id, ask.today)
  if (!pep) return null
  const [answers, around] = await Promise.all([answersOf(ask.tx, pep.id), readAround(ask.tx, pep.id, ask.today)])
  const section = formOf(pep).sections.find(one => one.id === sectionOf[party])
  if (!section || !around) return null
  const context = formContextOf(pep, answers, around)
  const owner: Role = party
  return {
    pep,
    party,
    answers,
    questions: shownQuestions(section, context).filter(question => ownerOf(section, question) === owner)
  }
}

/** Saves what a person said of themselves, on top of what they said before, and puts on record that they were heard. */
export async function saveOwnWords(
  ask: Ask,
  { pep, party, questions, answers, reading }: OwnWords & { readonly reading: Reading },
  audience?: () => readonly string[]
): Promise<Problem[]> {
  const form = formOf(pep)
  const section = form.sections.find(one => one.id === sectionOf[party])
  if (!section) return []
  const mine = new Set(questions.map(question => question.id))
  const posted = [...readForm(section, ask.body)].filter(([id]) => mine.has(id))
  const saved = await saveAnswers(ask.tx, {
    pep,
    form,
    person: ask.who.id,
    role: party,
    inputs: new Map(posted.map(([id, { input }]) => [id, { input, base: answers.get(id)?.version ?? 0, still: true }])),
    mutation: mutationFor(`${ask.who.id} ${text(ask.body, 'mutation') || ask.now.toString()}`),
    now: ask.now,
    ...(audience ? { audience } : {})
  })
  const stored = saved ?? []
  if (stored.some(one => one.outcome === 'stored')) await heard(ask.tx, ask, pep, party)
  await keepLanguage(ask.tx, pep.id, reading.language.code, stored, { questions, answers })
  return stored.flatMap(one =>
    one.problem ? [{ field: `q:${one.question}`, what: reading.say.problem(one.problem) }] : []
  )
}

async function heard(tx: Tx, ask: Ask, pep: Pep, party: Speaker): Promise<void> {
  const origin = ask.session && (await originOf(tx, ask.session))
  const by = origin?.adult ?? ask.who.id
  const how = origin?.adult ? 'hand-over' : 'link'
  await recordViews(tx, pep, party, { how, by }, { person: ask.who.id, today: ask.today, origin: ask.origin })
}
