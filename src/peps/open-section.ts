import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import { firstBoxOf } from '../forms/ask.tsx'
import { isSectionShown, shownQuestions } from '../forms/completeness.ts'
import type { Question, Section } from '../forms/definition.ts'
import { readForm, rowWanted } from '../forms/read.ts'
import { may, roleThatMay } from '../guidance/access.ts'
import type { Subject } from '../guidance/conditions.ts'
import { labelled } from '../guidance/in-sentences.ts'
import { socialWorkerLeads } from '../guidance/leader.ts'
import type { Role, SectionId } from '../guidance/words.ts'
import { text } from '../web/forms.ts'
import { type Ask, aboutOf, type Outcome, type Problem, pepOf } from '../web/page.ts'
import { mutationFor } from './answers.ts'
import { projectClocks } from './clocks.ts'
import type { Pep } from './pep.ts'
import { isReadBy } from './readers.ts'
import { placeOf } from './record-pages.ts'
import { type OpenPlan, openPlan, sectionsAsked, summariseSections } from './section.ts'
import { finishSection } from './section-changes.ts'
import { writeSection } from './write-section.ts'

/** A section of a plan as one person reads and writes it. */
export interface OpenSection extends OpenPlan {
  readonly section: Section
  /** Its questions whose answers this person may read. */
  readonly readable: readonly Question[]
  /** As which this person writes it; null where they may not. */
  readonly role: Role | null
  readonly mayWrite: boolean
  readonly standing: readonly Role[]
  /** The page it is written on. */
  readonly here: string
  /** Where the next section of the plan is written, in the order of the meeting. */
  readonly after: string | null
  readonly mutation: string
}

/** Null where there is no such plan for them, or the plan does not ask this. `on`: the page of its record, below the plan's address, which has read the plan. */
export async function openSection(
  ask: Ask,
  id: SectionId | undefined,
  on = `sections/${id}`,
  known?: Pep
): Promise<OpenSection | null> {
  const { tx, params, today } = ask
  const plan = await openPlan(tx, params.pep ?? '', today, known)
  const section = plan?.form.sections.find(one => one.id === id && isSectionShown(one, plan.context))
  if (!plan || !section) return null
  const { standing } = aboutOf(ask)
  const of = { state: plan.pep.state, grantedSections: pepOf(ask).grantedSections }
  const asked = sectionsAsked(plan).filter(one => may('read section', standing, { ...of, section: one.id }))
  const next = asked[asked.indexOf(section) + 1]
  const leads = { socialWorkerLeads: socialWorkerLeads(plan.pep) }
  const role = roleThatMay('write section', standing, {
    ...subjectOf({ section, states: plan.states }),
    ...of,
    ...leads
  })
  return {
    ...plan,
    section,
    readable: section.questions.filter(one => isReadBy(standing, section, one)),
    role,
    mayWrite: role !== null,
    standing,
    here: `/peps/${plan.pep.id}/${on}`,
    after: next ? placeOf(plan.pep, next, standing) : null,
    mutation: newId()
  }
}

export const subjectOf = ({ section, states }: Pick<OpenSection, 'section' | 'states'>): Subject => ({
  section: section.id,
  sectionOwner: section.owner,
  sectionReturned: states.get(section.id)?.returned != null
})

/** The questions asked here whose answer is last term's, to be confirmed or changed. */
export const unconfirmedOf = ({ section, context, answers }: OpenSection): readonly string[] =>
  shownQuestions(section, context).flatMap(({ id }) => (answers.get(id)?.carried ? [id] : []))

/** What was posted; with "all of this is still true" pressed, that goes for every answer of last term that was shown. */
function inputsOf(loaded: OpenSection, body: Ask['body']) {
  const inputs = readForm(loaded.section, body)
  if (text(body, 'still') !== 'all') return inputs
  const shown = new Set(unconfirmedOf(loaded))
  return new Map([...inputs].map(([id, one]) => [id, shown.has(id) ? { ...one, still: true } : one]))
}

/** Saves what was posted: each answer its own unit. Clashes go to their page, what is not valid comes back kept as typed. */
export async function saveSection(loaded: OpenSection, ask: Ask): Promise<Outcome> {
  const { tx, body, who, now, today } = ask
  const { pep, form, section, role, standing } = loaded
  const results = await writeSection(tx, {
    pep,
    form,
    section,
    person: who.id,
    standing,
    role,
    inputs: inputsOf(loaded, body),
    mutation: mutationFor(text(body, 'mutation') || newId()),
    now,
    today
  })
  if (results === null) {
    return { refused: 'This plan cannot be written in now. Nothing has been changed.' }
  }
  const finished = text(body, 'finished') === 'yes'
  if (finished !== (loaded.states.get(section.id)?.completeOn != null)) {
    await finishSection(tx, pep, section.id, finished ? { by: who.id, on: today } : null)
    await projectClocks(tx, [pep.id], today)
    await record(tx, {
      person: who.id,
      role,
      action: finished ? 'finish section' : 'reopen section',
      authorityId: pep.authorityId,
      childId: pep.childId,
      pepId: pep.id,
      payload: { section: section.id }
    })
  }
  if (results.some(one => one.outcome === 'clash')) return { clash: `/peps/${pep.id}/clashes` }
  const problems = results.flatMap((one): Problem[] => {
    const question = section.questions.find(({ id }) => id === one.question)
    const field = question && loaded.readable.includes(question) ? firstBoxOf(question) : 'main-content'
    return one.problem && question ? [{ field, what: labelled(question.label, one.problem) }] : []
  })
  if (problems.length > 0) return { again: problems }
  const wanted = rowWanted(section, body)
  if (wanted) return { go: `${loaded.here}#${wanted}` }
  if (text(body, 'still') === 'all') return confirmedAll(loaded, ask)
  return {
    go: (text(body, 'leave') === 'next' && loaded.after) || `/peps/${pep.id}`,
    done: `Saved: ${section.title}`
  }
}

/** On to the next section, or back to this one where something is still to be answered. */
async function confirmedAll({ pep, section, here, after }: OpenSection, { tx, today }: Ask): Promise<Outcome> {
  const plan = await openPlan(tx, pep.id, today)
  const lacks = plan ? (summariseSections(plan).find(one => one.id === section.id)?.missing ?? []) : []
  if (lacks.length > 0)
    return {
      go: here,
      done: `Confirmed. Still to answer here: ${lacks.join('; ')}`
    }
  return {
    go: after ?? `/peps/${pep.id}`,
    done: `Still true, all of it: ${section.title}`
  }
}

/**
 * What a record's own form carries of the section around it: saved with the record, whatever became of that. What is wrong
 * with either comes back together; without a button that leaves, the page stays.
 */
export async function saveAround(section: OpenSection | null, ask: Ask, saved: Outcome): Promise<Outcome> {
  if (!section?.mayWrite || text(ask.body, 'mutation') === '' || 'refused' in saved) return saved
  const around = await saveSection(section, ask)
  if ('again' in saved) return 'again' in around ? { again: [...saved.again, ...around.again] } : saved
  const leaves = ['leave', 'still', 'add-row'].some(name => text(ask.body, name) !== '')
  return leaves || !('go' in around) ? around : saved
}
