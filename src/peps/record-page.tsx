import type { ComponentChildren } from 'preact'
import { record } from '../audit/audit.ts'
import { type ActionName, may, roleThatMay } from '../guidance/access.ts'
import type { Subject } from '../guidance/conditions.ts'
import { leaderOf, socialWorkerLeads } from '../guidance/leader.ts'
import { type SectionId, theRole } from '../guidance/words.ts'
import type { Correction } from '../quality/check.ts'
import { openForMending, settleMended } from '../quality/mending.ts'
import { InsetText } from '../ui/components/inset-text.tsx'
import { type Ask, aboutOf, pepOf } from '../web/page.ts'
import { projectClocks } from './clocks.ts'
import type { OpenSection } from './open-section.ts'
import { findPep, type Pep, sectionStates, startPep } from './pep.ts'
import { PepHeader } from './pep-header.tsx'
import { SectionIntro } from './section-form.tsx'

/** A pep as the page of one of its typed records sees it. */
export interface OfPep {
  readonly pep: Pep
  readonly action: ActionName
  /** What the action's condition asks of this section. */
  readonly subject: Subject
  /** Whether this person may write it now: the view offers nothing else. */
  readonly mayWrite: boolean
  /** Corrections asked of records on this page, which open it to this person although the plan is submitted. */
  readonly mending: readonly Correction[]
}

/** Null where the pep is not theirs. `isOf`: which records this page may mend, by their names in corrections. */
export async function recordOf(
  ask: Ask,
  section: SectionId,
  action: ActionName,
  isOf: (record: string) => boolean = () => false
): Promise<OfPep | null> {
  const about = pepOf(ask)
  const { id, state, grantedSections } = about
  const pep = await findPep(ask.tx, id, ask.today)
  if (!pep) return null
  const returned = state === 'returned' && Boolean((await sectionStates(ask.tx, id)).get(section)?.returned)
  const me = { id: ask.who.id, standing: aboutOf(ask).standing }
  const mending = state === 'submitted' ? await openForMending(ask.tx, pep, me, isOf) : []
  const subject: Subject = {
    section,
    sectionOwner: section === 'W' ? 'all' : 'designated-teacher',
    sectionReturned: returned,
    socialWorkerLeads: socialWorkerLeads(about),
    state,
    grantedSections,
    correctionIsTheirs: mending.length > 0
  }
  return { pep, action, subject, mending, mayWrite: may(action, me.standing, subject) }
}

export const subjectOf = ({ subject }: OfPep): Subject => subject

export interface Change {
  /** What was done, in the audit's words: `add target`. */
  readonly did: string
  readonly before?: unknown
  readonly after?: unknown
  /** The records that were changed, by their names in corrections; left out: the page has one. */
  readonly records?: readonly string[]
}

/** After a write: the plan has begun, the change is on record with what was before and after, and a correction is met. */
export async function changed(
  ask: Ask,
  { pep, action, subject, mending }: OfPep,
  { did, before, after, records }: Change
): Promise<void> {
  await startPep(ask.tx, pep.id)
  await projectClocks(ask.tx, [pep.id], ask.today)
  const role = roleThatMay(action, aboutOf(ask).standing, subject)
  const mended = mending.filter(({ question }) => records?.includes(question) ?? true)
  await settleMended(ask.tx, pep, mended, { person: ask.who.id, today: ask.today, origin: ask.origin }, role)
  await record(ask.tx, {
    person: ask.who.id,
    role,
    action: did,
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: { before: before ?? null, after: after ?? null }
  })
}

interface RecordPageProps {
  readonly of: OfPep
  /** The section around the record, where this page is the whole of it. */
  readonly section?: OpenSection | null
  readonly today: Temporal.PlainDate
  readonly title: string
  readonly children: ComponentChildren
}

/** The child's strip, the title, and whose part this is where the reader cannot write it. */
export function RecordPage({ of, section, today, title, children }: RecordPageProps) {
  const { pep, mayWrite, mending } = of
  return (
    <>
      <PepHeader pep={pep} today={today} />
      <h1 class="govuk-heading-l">{title}</h1>
      {section ? <SectionIntro of={section} /> : null}
      {mayWrite ? null : <InsetText>{whyNot(pep)}</InsetText>}
      {mayWrite ? mending.map(one => <ToMend correction={one} pep={pep} />) : null}
      {children}
    </>
  )
}

/** What the social worker asks to be corrected here. */
const ToMend = ({ correction, pep }: { correction: Correction; pep: Pep }) => (
  <InsetText>
    {correction.askedBy} asks: <span class="as-written">{correction.remark}</span>{' '}
    <a class="govuk-link" href={`/peps/${pep.id}/corrections/${correction.id}`}>
      See the correction, or decline it
    </a>
  </InsetText>
)

function whyNot(pep: Pep): string {
  if (pep.state === 'submitted') return 'This plan is submitted. It can be read, and changed only by a correction.'
  if (pep.state === 'signed-off') return 'This plan is signed off. Later corrections are addenda.'
  if (pep.state === 'not-required') return 'No plan is needed here, so nothing can be written.'
  return `You can read this part. It is written by ${theRole(leaderOf(pep))}.`
}
