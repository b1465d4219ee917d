import type { ComponentChildren } from 'preact'
import { record } from '../audit/audit.ts'
import { type ActionName, may, roleThatMay, type Subject } from '../guidance/access.ts'
import type { SectionId } from '../guidance/words.ts'
import { InsetText } from '../ui/components/inset-text.tsx'
import { type Ask, aboutOf, pepOf } from '../web/page.ts'
import { projectClocks } from './clocks.ts'
import { findPep, leaderOf, type Pep, sectionStates, startPep } from './pep.ts'
import { PepHeader } from './pep-header.tsx'

/** A pep as the page of one of its typed records sees it. */
export interface OfPep {
  readonly pep: Pep
  readonly action: ActionName
  /** What the action's condition asks of this section. */
  readonly subject: Subject
  /** Whether this person may write it now: the view offers nothing else. */
  readonly mayWrite: boolean
}

/** Null where the pep is not theirs. */
export async function recordOf(ask: Ask, section: SectionId, action: ActionName): Promise<OfPep | null> {
  const { id, state, circumstances, grantedSections } = pepOf(ask)
  const pep = await findPep(ask.tx, id, ask.today)
  if (!pep) return null
  const returned = state === 'returned' && Boolean((await sectionStates(ask.tx, id)).get(section)?.returned)
  const subject: Subject = {
    section,
    sectionOwner: section === 'W' ? 'all' : 'designated-teacher',
    sectionReturned: returned,
    noSchoolPlace: circumstances.includes('no-school-place'),
    state,
    grantedSections
  }
  return { pep, action, subject, mayWrite: may(action, aboutOf(ask).standing, subject) }
}

export const subjectOf = ({ subject }: OfPep): Subject => subject

export interface Change {
  /** What was done, in the audit's words: `add target`. */
  readonly did: string
  readonly before?: unknown
  readonly after?: unknown
}

/** After a write: the plan has begun, and the change is on record with what was before and after. */
export async function changed(
  ask: Ask,
  { pep, action, subject }: OfPep,
  { did, before, after }: Change
): Promise<void> {
  await startPep(ask.tx, pep.id)
  await projectClocks(ask.tx, [pep.id], ask.today)
  await record(ask.tx, {
    person: ask.who.id,
    role: roleThatMay(action, aboutOf(ask).standing, subject),
    action: did,
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: { before: before ?? null, after: after ?? null }
  })
}

interface RecordPageProps {
  readonly of: OfPep
  readonly today: Temporal.PlainDate
  readonly title: string
  readonly children: ComponentChildren
}

const leaders = { 'designated-teacher': 'the designated teacher', 'social-worker': 'the social worker' }

/** The child's strip, the title, and whose part this is where the reader cannot write it. */
export function RecordPage({ of, today, title, children }: RecordPageProps) {
  const { pep, mayWrite } = of
  return (
    <>
      <PepHeader pep={pep} today={today} />
      <h1 class="govuk-heading-l">{title}</h1>
      {mayWrite ? null : <InsetText>{whyNot(pep)}</InsetText>}
      {children}
    </>
  )
}

function whyNot(pep: Pep): string {
  if (pep.state === 'submitted') return 'This plan is submitted. It can be read, and changed only by a correction.'
  if (pep.state === 'signed-off') return 'This plan is signed off. Later corrections are addenda.'
  if (pep.state === 'not-required') return 'No plan is needed here, so nothing can be written.'
  return `You can read this part. It is written by ${leaders[leaderOf(pep)]}.`
}
