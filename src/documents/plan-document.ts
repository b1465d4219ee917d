import type { Audience, PepKind, PepState, Phase, TermName } from '../guidance/words.ts'

/**
 * Everything a printed plan is made of, as plain data. A PDF prints what is here and nothing else, so whoever
 * makes one decides who reads what: by leaving it out. There is no field for an address, on purpose.
 * Dates are ISO (`2026-10-14`), money is integer pence, all text is as typed by people.
 */
export interface PlanDocument {
  readonly audience: Audience
  /** BCP 47 primary tag of the plan's own text: `en`. */
  readonly language: string
  /** "Personal Education Plan for Amira": shown by readers in the window's title. */
  readonly title: string
  readonly child: {
    /** As the child likes to be called; the only name that is printed. */
    readonly name: string
    readonly initials: string
    readonly age?: number
    readonly yearGroup?: string
  }
  readonly authority: { readonly name: string; readonly virtualSchool: VirtualSchoolContact }
  /** Left out wherever the setting is withheld. */
  readonly setting?: { readonly name: string; readonly town?: string }
  readonly pep: {
    readonly kind: PepKind
    /** Academic year: `2026-27`. */
    readonly year: string
    readonly term: TermName
    readonly phase: Phase
    readonly meetingDate?: IsoDate
    readonly state: PepState
    readonly signedOffOn?: IsoDate
    readonly signedOffBy?: string
    /** False on a signed-off plan prints "Not checked by the social worker". */
    readonly checkedBySocialWorker: boolean
    /** Short circumstances in words: "Moving school", "First plan". */
    readonly markers: readonly string[]
  }
  /** Only in the authority's own copy. */
  readonly identifiers?: ReadonlyArray<{ readonly label: string; readonly value: string }>
  readonly sections: readonly DocumentSection[]
  /** Corrections made after sign-off. */
  readonly addenda: ReadonlyArray<{ readonly on: IsoDate; readonly by: string; readonly text: string }>
  readonly nextMeeting?: { readonly on: IsoDate; readonly note?: string }
  /** Who to call when somebody is not safe. Always in the child's copy. */
  readonly safety?: {
    readonly text: string
    readonly contacts: ReadonlyArray<{ readonly name: string; readonly reach: string }>
  }
  /** The day printed at the foot, and the PDF's own date: the same input makes the same bytes. */
  readonly generatedOn: IsoDate
}

export type IsoDate = string

export interface VirtualSchoolContact {
  readonly name: string
  readonly email?: string
  readonly telephone?: string
}

export interface DocumentSection {
  readonly id: string
  readonly title: string
  /** Empty prints "Nothing recorded". */
  readonly entries: readonly DocumentEntry[]
}

export type DocumentEntry =
  | AnswerEntry
  | TableEntry
  | QuoteEntry
  | ChartEntry
  | TargetEntry
  | ListEntry
  | SaidDidEntry
  | BlankEntry

export interface AnswerEntry {
  readonly kind: 'answer'
  readonly label: string
  readonly text: string
  /** Who wrote it: "Ms Okafor, designated teacher". */
  readonly by?: string
  readonly on?: IsoDate
  /** "From last term, not confirmed", or who said that it is still true. */
  readonly carried?: string
}

export interface TableEntry {
  readonly kind: 'table'
  readonly caption: string
  readonly columns: readonly string[]
  /** Each row as long as `columns`; shorter ones are filled with blanks, longer ones refused. */
  readonly rows: ReadonlyArray<readonly string[]>
  readonly carried?: string
}

/** Somebody's own words: the child's, the carer's, the parent's. */
export interface QuoteEntry {
  readonly kind: 'quote'
  readonly who: string
  /** What they were asked. */
  readonly prompt?: string
  readonly text: string
  /** The language of `text` where it is not the plan's, with the interpreter's words beside it. */
  readonly language?: string
  readonly interpreted?: string
  /** Who interpreted, by name, where staff may be named. */
  readonly interpreter?: string
  readonly carried?: string
}

/** Bars, one a point; `null` where nothing was recorded. */
export interface ChartEntry {
  readonly kind: 'chart'
  readonly title: string
  readonly altText: string
  readonly unit: '%' | ''
  /** Values from 0 to `max`. */
  readonly max: number
  readonly points: ReadonlyArray<{ readonly label: string; readonly value: number | null }>
}

export interface TargetEntry {
  readonly kind: 'target'
  readonly area: string
  readonly target: string
  readonly childWording?: string
  readonly need?: string
  readonly baseline?: string
  readonly actions: ReadonlyArray<{ readonly who: string; readonly what: string; readonly due?: IsoDate }>
  readonly lead?: string
  readonly start?: IsoDate
  readonly due?: IsoDate
  /** How we will know. */
  readonly success?: string
  /** What, when, where, who, how often. */
  readonly intervention?: string
  readonly costPence?: number
  /** What came of it, once reviewed. */
  readonly review?: string
}

export interface ListEntry {
  readonly kind: 'list'
  readonly label?: string
  readonly items: readonly string[]
}

/** The plan writes back to the child: you said, we did. */
export interface SaidDidEntry {
  readonly kind: 'said-did'
  readonly said: string
  readonly did: string
}

/** To be written by hand: boxes to tick, then lines. */
export interface BlankEntry {
  readonly kind: 'blank'
  readonly label: string
  readonly hint: string
  readonly choices: readonly string[]
  readonly lines: number
}
