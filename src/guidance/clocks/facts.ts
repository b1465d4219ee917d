import type { PlainDate } from '../dates.ts'
import type { AcademicYear, PepKind, PepState, Role, TermName } from '../words.ts'

/** One handing-in of a pep: what became of it. A later one follows a return. */
export interface Submission {
  readonly on: PlainDate
  readonly ratedOn: PlainDate | null
  readonly returnedOn: PlainDate | null
}

/** What the social worker asked to be put right (G 5). Answered: mended, or declined with a reason. */
export interface Correction {
  readonly askedOn: PlainDate
  readonly owner: Role
  readonly answeredOn: PlainDate | null
  readonly mended: boolean
  /** When the social worker looked at the mended answer. */
  readonly recheckedOn: PlainDate | null
}

export interface Concern {
  readonly raisedOn: PlainDate
  readonly answeredOn: PlainDate | null
}

/** Everything the clocks of one pep are read from. Null: it has not happened, or is not known. */
export interface PepFacts {
  readonly kind: PepKind
  readonly year: AcademicYear
  readonly term: TermName
  readonly state: PepState
  readonly born: PlainDate
  readonly careBegan: PlainDate
  /** Legal status V3 or V4 and no other: no clock starts. */
  readonly onlyShortBreaks: boolean
  /** Why every clock has stopped (died, adopted), in words; null while they run. */
  readonly stopped: string | null
  /** Recorded year group, for deadlines published by year group. */
  readonly yearGroup: number | null
  /** The designated teacher, or the social worker where there is no school place (G 3.1). */
  readonly ledBy: 'designated-teacher' | 'social-worker'
  /** An interim pep because the initial meeting fell due in a holiday: it answers both initial clocks. */
  readonly replacesInitial: boolean

  readonly arrangedOn: PlainDate | null
  readonly meetingDate: PlainDate | null
  /** The meeting's date once it is recorded as held. */
  readonly heldOn: PlainDate | null
  /** Another of this child's peps was held this term and serves as the term's review. */
  readonly servedByOtherOn: PlainDate | null
  /** The day views, or the reason there are none, were recorded. */
  readonly viewsOn: {
    readonly child: PlainDate | null
    readonly carer: PlainDate | null
    readonly parent: PlainDate | null
  }
  readonly socialWorkerSectionOn: PlainDate | null
  readonly firstReviewDate: PlainDate | null

  /** In order. */
  readonly submissions: readonly Submission[]
  readonly checkedOn: PlainDate | null
  readonly corrections: readonly Correction[]
  readonly signedOffOn: PlainDate | null
  /** Of the newest copy. */
  readonly filedOn: PlainDate | null
  /** The last addendum: its copy is filed anew. */
  readonly addendumOn: PlainDate | null

  /** An end of care in this term, known or sudden; for a pep of kind leaving-care the eighteenth birthday when null. */
  readonly careEnds: { readonly on: PlainDate; readonly sudden: boolean } | null
  readonly schoolPlace: {
    readonly missingSince: PlainDate
    readonly why: 'last-on-roll' | 'care-began'
    readonly enrolmentRecordedOn: PlainDate | null
    /** The last weekly review of the search, and the day that it names for the next. */
    readonly review: { readonly on: PlainDate; readonly nextOn: PlainDate | null } | null
  } | null
  /** The day an enrolment at a new setting began, where this is that setting's first pep. */
  readonly newSettingOn: PlainDate | null
  readonly concerns: readonly Concern[]
}
