import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { may } from '../guidance/access.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { canBeGranted } from '../guidance/granting.ts'
import { socialWorkerLeads } from '../guidance/leader.ts'
import type { Refusal, Role, SectionId } from '../guidance/words.ts'
import { emailOf } from '../people/sign-in.ts'
import { type Doing, onRecord } from '../quality/check.ts'
import type { Body } from '../quality/read-review.ts'
import { tellBy } from '../quality/tell.ts'
import { dateField, several, text, written } from '../web/forms.ts'
import type { Problem } from '../web/page.ts'
import { insertGrant, insertProfessional, readOwnGrants, readProfessional, revokeGrant } from './grants.queries.ts'
import { type OpenPlan, type SectionSummary, summariseSections } from './section.ts'

export const grantedRoles = {
  delegate: 'A colleague at the school',
  'invited-professional': 'Another professional'
} as const
type GrantedRole = keyof typeof grantedRoles
const isGrantedRole = (word: string): word is GrantedRole => Object.hasOwn(grantedRoles, word)

export interface Invited {
  readonly name: string
  readonly email: string
  readonly role: GrantedRole
  readonly sections: readonly SectionId[]
  /** The last day they may write. */
  readonly until: PlainDate
}

/** The sections that this person may give: of those that can be given, what they may write themselves; the administrator, all. */
export const grantable = (plan: OpenPlan, standing: readonly Role[]) =>
  summariseSections(plan).filter(
    ({ owner, id }) =>
      canBeGranted(id) &&
      (standing.includes('administrator') ||
        may('write section', standing, {
          state: 'in-progress',
          sectionOwner: owner,
          section: id,
          socialWorkerLeads: socialWorkerLeads(plan.pep)
        }))
  )

/** A section that somebody was asked for. */
export interface OwnPart extends SectionSummary {
  readonly askedBy: string | null
  /** The last day they may write. */
  readonly until: PlainDate | null
}

/** Whether all that this person has to do with the plan is the sections they were asked for. */
export const isHelperOnly = (standing: readonly Role[]): boolean => standing.length > 0 && standing.every(isGrantedRole)

/** What this person was asked for, in the order of the meeting; of a section asked for twice, until the later day. */
export async function ownPartsOf(tx: Tx, plan: OpenPlan): Promise<OwnPart[]> {
  const grants = (await readOwnGrants(tx, plan.pep.id)).map(({ ends, ...grant }) => ({
    ...grant,
    until: ends === null ? null : Temporal.PlainDate.from(ends).subtract({ days: 1 })
  }))
  return summariseSections(plan).flatMap(section => {
    const of = grants.filter(grant => canBeGranted(section.id) && grant.sections.includes(section.id))
    const last =
      of.find(({ until }) => until === null) ?? of.toSorted((a, b) => (`${a.until}` < `${b.until}` ? 1 : -1))[0]
    return last ? [{ ...section, askedBy: last.by, until: last.until }] : []
  })
}

/** Who is asked to fill which sections until when, or what is wrong. */
export function readInvited(
  body: Body,
  sections: readonly SectionId[],
  today: PlainDate
): { readonly invited: Invited } | { readonly problems: readonly Problem[] } {
  const name = written(body, 'name')
  const email = emailOf(text(body, 'email'))
  const role = text(body, 'role')
  const chosen = sections.filter(id => several(body, 'sections').includes(id))
  const until = dateField(body, 'until')
  const problems: Problem[] = [
    ...(name && name.length <= 200 ? [] : [{ field: 'name', what: 'Enter their name' }]),
    ...(email ? [] : [{ field: 'email', what: 'Enter their e-mail address, like name@example.org' }]),
    ...(isGrantedRole(role) ? [] : [{ field: 'role', what: 'Choose who they are' }]),
    ...sectionsProblem(role, chosen.length),
    ...untilProblem(until, today)
  ]
  if (problems.length > 0 || !email || !isGrantedRole(role) || !('date' in until)) return { problems }
  return { invited: { name, email, role, sections: chosen, until: until.date } }
}

/** A colleague may take several sections, somebody from outside one. */
function sectionsProblem(role: string, chosen: number): Problem[] {
  const field = 'sections'
  if (chosen === 0) return [{ field, what: 'Choose at least one section' }]
  if (role !== 'invited-professional' || chosen === 1) return []
  return [{ field, what: 'Choose one section: somebody from outside the school is asked for one' }]
}

function untilProblem(until: ReturnType<typeof dateField>, today: PlainDate): Problem[] {
  const field = 'until-day'
  if ('empty' in until) return [{ field, what: 'Enter the last day on which they may write' }]
  if ('problem' in until) return [{ field, what: until.problem }]
  if (Temporal.PlainDate.compare(until.date, today) < 0)
    return [{ field, what: 'This day has passed. Choose a day to come' }]
  const latest = today.add({ months: 6 })
  return Temporal.PlainDate.compare(until.date, latest) > 0 ? [{ field, what: 'Choose a day within six months' }] : []
}

/** Their account is found or made, the sections are theirs until the day, and they are told where to sign in. */
export async function invite(tx: Tx, plan: OpenPlan, invited: Invited, doing: Doing): Promise<Refusal | null> {
  const { pep } = plan
  const known = await readProfessional(tx, invited.email)
  const person = known ?? newId()
  if (person === doing.person)
    return { refused: 'This is your own address.', problems: [{ where: 'email', what: 'This is your own address' }] }
  if (!known && !(await insertProfessional(tx, { id: person, name: invited.name, email: invited.email }))) {
    const what = 'This address cannot be asked. Use the person’s work address'
    return { refused: what, problems: [{ where: 'email', what }] }
  }
  const id = newId()
  await insertGrant(tx, {
    id,
    pep_id: pep.id,
    authority_id: pep.authorityId,
    child_id: pep.childId,
    person_id: person,
    role: invited.role,
    sections: [...invited.sections],
    granted_by: doing.person,
    starts: `${doing.today}`,
    ends: `${invited.until.add({ days: 1 })}`
  })
  await onRecord(tx, pep, doing, 'grant a section', {
    grant: id,
    person,
    newAccount: !known,
    role: invited.role,
    sections: invited.sections,
    until: `${invited.until}`
  })
  await tellBy(tx, 'section asked', invited.until, {
    about: pep,
    to: [person],
    event: `section asked ${id}`,
    path: `/peps/${pep.id}/sections/${invited.sections[0]}`,
    origin: doing.origin
  })
  return null
}

/** Stopped at once. */
export async function stopGrant(tx: Tx, plan: OpenPlan, grant: string, doing: Doing): Promise<Refusal | null> {
  const stopped = await revokeGrant(tx, plan.pep.id, grant, new Date().toISOString())
  if (!stopped) return { refused: 'This has ended already.' }
  await onRecord(tx, plan.pep, doing, 'stop a grant', { grant })
  return null
}
