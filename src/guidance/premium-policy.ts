import type { Role } from './words.ts'

/** How Pupil Premium Plus reaches a setting (G 4.2). */
export type PremiumModel = 'termly-bands' | 'flat-per-term' | 'needs-led' | 'bid-fund'

export interface PremiumRate {
  /** April to March, `2025-26`. */
  readonly financialYear: string
  /** For one child and year. */
  readonly lookedAfterPence: number
  /** Null: not entered yet. */
  readonly earlyYearsPence: number | null
}

/** Money is whole pence. */
export interface PremiumPolicy {
  readonly model: PremiumModel
  /** Lowest first; what `termly-bands` chooses among. */
  readonly bandsPence: readonly number[]
  /** What `flat-per-term` pays on an adequate review. */
  readonly flatPence: number
  readonly rates: readonly PremiumRate[]
  /** The most that each role may agree at once; null: no limit. */
  readonly decidesUpToPence: ReadonlyArray<{ readonly role: Role; readonly pence: number | null }>
  /** Whether the authority pays for years 12 and 13. */
  readonly fundsPost16: boolean
  /** The Virtual School's published policy; null until an administrator enters it. */
  readonly publishedPolicyUrl: string | null
}

export const warwickshirePremium: PremiumPolicy = {
  model: 'termly-bands',
  bandsPence: [0, 400_00, 800_00, 1500_00],
  flatPence: 0,
  rates: [
    { financialYear: '2024-25', lookedAfterPence: 2570_00, earlyYearsPence: null },
    { financialYear: '2025-26', lookedAfterPence: 2630_00, earlyYearsPence: 570_00 }
  ],
  decidesUpToPence: [
    { role: 'adviser', pence: 1500_00 },
    { role: 'virtual-school-head', pence: null }
  ],
  fundsPost16: false,
  publishedPolicyUrl: null
}
