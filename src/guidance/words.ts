/** The field's standard terms, as types. Every room uses these words and no others. */

export const roles = [
  'administrator',
  'virtual-school-head',
  'adviser',
  'designated-teacher',
  'delegate',
  'social-worker',
  'team-manager',
  'carer',
  'parent',
  'child',
  'iro',
  'invited-professional'
] as const
export type Role = (typeof roles)[number]

/** What a role is called, within a sentence. */
export const roleNames: Readonly<Record<Role, string>> = {
  administrator: 'administrator',
  'virtual-school-head': 'Virtual School head',
  adviser: 'adviser',
  'designated-teacher': 'designated teacher',
  delegate: 'delegate',
  'social-worker': 'social worker',
  'team-manager': 'team manager',
  carer: 'carer',
  parent: 'parent',
  child: 'young person',
  iro: 'reviewing officer',
  'invited-professional': 'invited professional'
}

/** "The social worker" of one child, within a sentence; to whoever works with them, the child is "the child". */
export const theRole = (role: Role): string => `the ${role === 'child' ? 'child' : roleNames[role]}`

/** With a capital, at the head of a line. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** LA code, for example 937. */
export type AuthorityCode = number

export const terms = ['autumn', 'spring', 'summer'] as const
export type TermName = (typeof terms)[number]
/** An academic year as written in calendars: `2026-27`. */
export type AcademicYear = string

export const pepKinds = ['initial', 'termly', 'interim', 'transition', 'leaving-care'] as const
export type PepKind = (typeof pepKinds)[number]

export const pepStates = ['planned', 'in-progress', 'submitted', 'returned', 'signed-off', 'not-required'] as const
export type PepState = (typeof pepStates)[number]

export const phases = ['early-years', 'primary', 'secondary', 'post-16'] as const
export type Phase = (typeof phases)[number]

export const circumstances = ['no-school-place', 'uasc', 'first-pep', 'neet', 'custody', 'leaving-care'] as const
export type Circumstance = (typeof circumstances)[number]

export const sectionIds = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'I',
  'J',
  'K',
  'L',
  'M',
  'N',
  'O',
  'P',
  'Q',
  'R',
  'S',
  'T',
  'U',
  'V',
  'W'
] as const // prettier-ignore
export type SectionId = (typeof sectionIds)[number]

/** Whom a copy is made for. `full` is the authority's own. */
export const audiences = ['full', 'setting', 'carer', 'parent', 'child'] as const
export type Audience = (typeof audiences)[number]

export const notRequiredReasons = [
  'out-of-age',
  'left-care-done-or-impossible',
  'only-short-breaks',
  'duplicate',
  'died'
] as const
export type NotRequiredReason = (typeof notRequiredReasons)[number]

/** A refusal is a value, not a crash: what is wrong, where, and how to mend it, in words for a person. */
export interface Refusal {
  readonly refused: string
  /** Problems one by one: the field or section, who owes it, and the words. */
  readonly problems?: ReadonlyArray<{ readonly where: string; readonly who?: Role; readonly what: string }>
}

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value && typeof value.refused === 'string'
