import type { Audience, Circumstance, PepKind, Phase, Role, SectionId, TermName } from '../guidance/words.ts'

/** The form as data. Everything here is plain JSON, so an authority can own its copy and a pep can keep its version. */

export const questionKinds = [
  'text-line',
  'text',
  'choice',
  'several',
  'yes-no',
  'date',
  'number',
  'grade',
  'person',
  'setting',
  'file',
  'rows'
] as const
export type QuestionKind = (typeof questionKinds)[number]

/** What the rest of the system computes with lives in typed records with pages of their own. */
export const recordKinds = [
  'about',
  'targets',
  'last-targets',
  'premium',
  'attendance',
  'attainment',
  'views-child',
  'views-carer',
  'views-parent',
  'meeting',
  'agreement',
  'quality',
  'documents'
] as const
export type RecordKind = (typeof recordKinds)[number]

/** Named facts that other rooms work out and a condition may ask about. */
export const facts = ['post-16-premium', 'attendance-concern', 'no-pep-next-term', 'no-last-targets'] as const
export type Fact = (typeof facts)[number]

/** Where a question's first value comes from. `last-pep` is the same question's answer in the child's last plan. */
export const prefillSources = [
  'last-pep',
  'pep.kind',
  'pep.year',
  'pep.term',
  'pep.phase',
  'pep.opened',
  'pep.meeting',
  'pep.submitted',
  'pep.signedOff',
  'pep.chair',
  'pep.last',
  'pep.lastRating',
  'child.legalName',
  'child.preferredName',
  'child.pronouns',
  'child.dateOfBirth',
  'child.yearGroup',
  'child.ethnicity',
  'child.religion',
  'child.firstLanguage',
  'child.interpreterLanguage',
  'child.upn',
  'child.careSystemId',
  'child.uln',
  'child.uasc',
  'child.addressWithheld',
  'child.settingWithheld',
  'care.began',
  'care.legalStatus',
  'care.endsOn',
  'placement.type',
  'placement.began',
  'placement.moves',
  'placement.outOfArea',
  'placement.carer',
  'allocation.socialWorker',
  'allocation.team',
  'allocation.iro',
  'enrolment.setting',
  'enrolment.began',
  'enrolment.group',
  'enrolment.designatedTeacher',
  'enrolment.previous',
  'enrolment.senStatus',
  'enrolment.lastRoll',
  'enrolment.lastRollEnded',
  'enrolment.schoolDaysWithout',
  'approval.disrupts',
  'approval.officer',
  'approval.on',
  'approval.emergency',
  'approval.wishes',
  'approval.teacherConsulted',
  'approval.iroConsulted'
] as const
export type PrefillSource = (typeof prefillSources)[number]

export type Condition =
  | { readonly question: string; readonly answered: boolean }
  | { readonly question: string; readonly equals: string | number | boolean }
  | { readonly question: string; readonly in: ReadonlyArray<string | number> }
  | { readonly question: string; readonly atLeast: number }
  | { readonly question: string; readonly atMost: number }
  | { readonly phase: readonly Phase[] }
  | { readonly circumstance: Circumstance }
  | { readonly kind: readonly PepKind[] }
  | { readonly term: readonly TermName[] }
  | { readonly yearGroup: { readonly from?: number; readonly to?: number } }
  | { readonly record: RecordKind }
  | { readonly fact: Fact }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string
  /** A coarser grouping that figures use, for example an attendance code's. */
  readonly category?: string
}

/** What a question and a column of a table have in common: enough to read, check and show a value. */
export interface Asked {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly kind: QuestionKind
  readonly options?: readonly Option[]
  /** The named list in scales.json that `options` were filled from. */
  readonly scale?: string
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  readonly decimals?: number
  readonly maxLength?: number
}

export type Column = Asked

export interface Question extends Asked {
  /** Stable and unique: the section's letter, a dot, a name. */
  readonly id: string
  /** Whoever answers, where it is not the section's owner. */
  readonly owner?: Role
  readonly required: 'always' | 'never' | Condition
  /** The authority requires an answer, whatever the national form does. */
  readonly requiredLocally?: true
  readonly shownWhen?: Condition
  readonly prefill?: PrefillSource
  /** True of one setting only: never carried into the plan of another. */
  readonly boundToSetting?: boolean
  /** Copies it may appear in beyond `full`, which always may. */
  readonly audience: readonly Audience[]
  /** Named by Schedule 1 paragraph 2 of the Care Planning Regulations 2010. */
  readonly statutory?: boolean
  /** A small heading that it stands under, in a long section. */
  readonly group?: string
  readonly columns?: readonly Column[]
  readonly autocomplete?: string
}

export type SectionOwner = Role | 'all' | 'system'

export interface Section {
  readonly id: SectionId
  readonly title: string
  readonly intro?: string
  readonly owner: SectionOwner
  readonly record?: RecordKind
  /** What the typed record must hold before the plan can be submitted, in words. */
  readonly recordNeeds?: {
    readonly label: string
    readonly required: 'always' | Condition
    /** Who owes it, where it is not the section's owner. */
    readonly owner?: Role
    readonly statutory?: boolean
  }
  /** Copies that the section's record may appear in, and the default of its questions. */
  readonly audience: readonly Audience[]
  /** Copies beyond the authority's are chosen one by one: by the child (J), or on each document (W). */
  readonly audienceBy?: 'child' | 'document'
  readonly shownWhen?: Condition
  readonly questions: readonly Question[]
}

export interface FormDefinition {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly sections: readonly Section[]
}

/** Rows of one table answer. */
export const mostRows = 50

export type Cell = string | number | boolean | readonly string[]
export type Row = Readonly<Record<string, Cell>>
/** Canonical JSON: dates as ISO strings, choices by value, tables as arrays of rows. */
export type Value = string | number | boolean | readonly string[] | readonly Row[]
export type Answers = ReadonlyMap<string, Value>
