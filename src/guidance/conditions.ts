import { canBeGranted } from './granting.ts'
import type { PepState, Role, SectionId } from './words.ts'

/** What the table asks of a record; a fact that does not apply is left out. */
export interface Subject {
  readonly state?: PepState
  /** The social worker leads with the adviser: see leader.ts (G 3.1). */
  readonly socialWorkerLeads?: boolean
  /** Who owns the section being written. */
  readonly sectionOwner?: Role | 'all' | 'system'
  readonly section?: SectionId
  /** Sections granted to this person in this pep. */
  readonly grantedSections?: readonly string[]
  /** This section was returned to its owner and waits. */
  readonly sectionReturned?: boolean
  /** This person wrote in the pep: they do not rate it. */
  readonly wroteInIt?: boolean
  /** A correction that this person's answer waits for. */
  readonly correctionIsTheirs?: boolean
  /** The audience of a document or copy. */
  readonly audience?: readonly string[]
  readonly released?: boolean
  /** The person who did the first half of a two-person step. */
  readonly firstPersonIsTheSame?: boolean
}

export type Condition = (subject: Subject) => boolean

export const always: Condition = () => true
export const open: Condition = s => s.state === 'planned' || s.state === 'in-progress' || s.state === 'returned'
export const whereSocialWorkerLeads: Condition = s => s.socialWorkerLeads === true
export const both =
  (...conditions: Condition[]): Condition =>
  s =>
    conditions.every(condition => condition(s))
export const either =
  (...conditions: Condition[]): Condition =>
  s =>
    conditions.some(condition => condition(s))

/** The social worker asked for a correction, and this person answers for it (G 5). */
export const correctsIt: Condition = s => s.correctionIsTheirs === true
export const corrected: Condition = s => s.state === 'submitted' && correctsIt(s)
/** A section may be written while the pep is open; in a returned one only what was returned; later, what is to be corrected. */
export const writable: Condition = s =>
  s.state === 'planned' ||
  s.state === 'in-progress' ||
  (s.state === 'returned' && s.sectionReturned === true) ||
  corrected(s)
export const ownedBy =
  (...owners: (Role | 'all')[]): Condition =>
  s =>
    s.sectionOwner !== undefined && (owners as string[]).includes(s.sectionOwner)
/** Whatever a grant says: never the words of the child, the family or the social worker. */
export const granted: Condition = s =>
  s.section !== undefined && canBeGranted(s.section) && (s.grantedSections ?? []).includes(s.section)
export const submittedOrLater: Condition = s =>
  s.state === 'submitted' || s.state === 'returned' || s.state === 'signed-off'
export const submitted: Condition = s => s.state === 'submitted'
export const submittedByOthers: Condition = s => submitted(s) && s.wroteInIt !== true
export const locked: Condition = s => s.state === 'signed-off'
export const notLocked: Condition = s => s.state !== 'signed-off' && s.state !== 'not-required'
export const forAudience =
  (audience: string): Condition =>
  s =>
    (s.audience ?? []).includes(audience)
