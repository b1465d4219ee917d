import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import type { FormDefinition, Question, Section } from '../forms/definition.ts'
import { may } from '../guidance/access.ts'
import type { Subject } from '../guidance/conditions.ts'
import { socialWorkerLeads } from '../guidance/leader.ts'
import { formOf, type Pep, sectionStates } from '../peps/pep.ts'
import type { About, Asking } from '../web/page.ts'

export interface Reply {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}
export const refuse = (status: number, problem: string): Reply => ({ status, body: { problem } })

export interface Asked {
  readonly about: About | null
  readonly pep: Pep | null
  readonly questionId: string
}

export interface WritableQuestion {
  readonly about: About
  readonly pep: Pep
  readonly form: FormDefinition
  readonly section: Section
  readonly question: Question
  readonly subject: Subject
}

/** The question that an address names, where this person may write there now; else what to answer, put on record as `action`. */
export async function writableQuestion(
  tx: Tx,
  { id: person, authorityIds }: Asking,
  { about, pep, questionId }: Asked,
  action: string
): Promise<WritableQuestion | Reply> {
  const form = pep && formOf(pep)
  const section = form?.sections.find(one => one.questions.some(({ id }) => id === questionId))
  const question = section?.questions.find(({ id }) => id === questionId)
  if (!about?.pep || !pep || !form || !section || !question) {
    const authorityId = about?.authorityId ?? authorityIds[0] ?? null
    await record(tx, { person, action, outcome: 'not-found', authorityId, childId: about?.childId })
    return refuse(404, 'There is no such question, or the plan is not yours.')
  }
  const subject = {
    state: pep.state,
    socialWorkerLeads: socialWorkerLeads(pep),
    section: section.id,
    sectionOwner: section.owner,
    grantedSections: about.pep.grantedSections,
    sectionReturned: pep.state === 'returned' && (await sectionStates(tx, pep.id)).get(section.id)?.returned != null
  }
  if (!may('write section', about.standing, subject)) {
    const reason = `write section: not for ${about.standing.join(', ')}`
    const of = { authorityId: pep.authorityId, childId: pep.childId, pepId: pep.id }
    await record(tx, { person, action, ...of, outcome: 'refused', reason })
    return refuse(403, 'You cannot write in this section now.')
  }
  return { about, pep, form, section, question, subject }
}

export const isReply = (found: WritableQuestion | Reply): found is Reply => 'status' in found
