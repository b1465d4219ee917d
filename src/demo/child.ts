import type { DemoAuthority } from './authorities.ts'

/** Where a child's plan of today stands; everything else of a story follows from it. */
export type Stage =
  | 'new'
  | 'second-birthday'
  | 'planned'
  | 'arranged'
  | 'gathering'
  | 'held'
  | 'awaiting-check'
  | 'correction'
  | 'awaiting-review'
  | 'returned'
  | 'signed-off'
  | 'not-filed'
  | 'overdue'
  | 'escalated'
  | 'transition'
  | 'leaving-care'
  | 'short-breaks'
  | 'left-care'
  | 'left-suddenly'
  | 'adopted'
  | 'died'
  | 'holiday'
  | 'too-young'

export type Home = 'foster' | 'kin' | 'residential' | 'supported' | 'parents' | 'short-breaks' | 'adoptive' | 'custody'

/** When they were born: by the year group that their age makes them, by an age in years and days, or by a birthday close by. */
export type Born =
  | { readonly yearGroup: number; readonly on: string }
  | { readonly turned: number; readonly workingDaysAgo: number }
  | { readonly turnsEighteenThisTerm: true }

/** One child and their circumstance, as short as it can be told. */
export interface DemoChild {
  readonly key: string
  readonly first: string
  readonly last: string
  /** How they like to be called, where that differs. */
  readonly likes?: string
  readonly pronouns?: string
  readonly sex: 'F' | 'M'
  readonly ethnicity: string
  readonly religion?: string
  readonly language?: string
  readonly interpreter?: string
  readonly authority: DemoAuthority
  readonly born: Born
  /** None: no school place. */
  readonly school?: string
  /** A second, part-time place. */
  readonly also?: string
  /** The setting left, and how long ago or until the move. */
  readonly leaves?: { readonly setting: string; readonly schoolDaysAgo: number; readonly why?: string }
  /** With `leaves`: when `school` was found. */
  readonly found?: { readonly schoolDaysAgo: number }
  readonly moves?: { readonly setting: string; readonly inSchoolDays: number }
  readonly sw: string
  readonly adviser: string
  readonly iro: string
  readonly home: Home
  readonly carer?: string
  /** A carer, parent or child of people.ts who has an account. */
  readonly family?: Readonly<Partial<Record<'carer' | 'parent' | 'child', string>>>
  /** How long in care: working days for the newest, terms for the rest. */
  readonly inCare:
    | {
        readonly workingDays: number
        readonly from?: 'Saturday'
        /** As near to that as the first meeting falls due in term. */
        readonly inTerm?: true
      }
    | { readonly terms: number }
    | { readonly since: '31 August' | 'before a holiday' }
  readonly legal?: string
  /** An earlier period of care, of so many terms, that ended two terms before this one. */
  readonly again?: { readonly terms: number }
  readonly stage: Stage
  readonly sen?: readonly [status: 'K' | 'E', need: string]
  readonly uasc?: true
  readonly neet?: true
  readonly outOfArea?: true
  readonly addressWithheld?: true
  readonly settingWithheld?: true
  readonly restricted?: { readonly why: string; readonly readers: readonly string[] }
  readonly noContact?: string
  readonly sdq?: number
  /** Schools that were asked and weekly reviews are on record. */
  readonly search?: true
  /** Who was the social worker until some working days ago, and who cared for them then. */
  readonly before?: { readonly sw: string; readonly carer: string; readonly workingDaysAgo: number }
  /** Social worker and adviser have left so many working days ago, and nobody has taken over. */
  readonly between?: { readonly workingDaysAgo: number }
  /** The move waits for the nominated officer's approval. */
  readonly approval?: true
  /** Does not want a plan: it is made without, and says so. */
  readonly refuses?: true
  /** Said in the guide. */
  readonly about: string
}
