import type { CellReader } from '../cells.ts'

/** RNE: S started to be looked after; L, P, T, B, U changed legal status, placement, both, carer. */
export const newEpisodeReasons = ['S', 'L', 'P', 'T', 'B', 'U'] as const
export const legalStatuses = [
  'C1',
  'C2',
  'D1',
  'E1',
  'J1',
  'J2',
  'J3',
  'L1',
  'L2',
  'L3',
  'V1',
  'V2',
  'V3',
  'V4'
] as const
/** A series of short breaks, which starts no clock. */
export const isShortBreak = (legalStatus: string): boolean => legalStatus === 'V3' || legalStatus === 'V4'

const coded =
  (pattern: RegExp, reason: string): CellReader<string> =>
  text => {
    const value = text.toUpperCase()
    return pattern.test(value) ? { value } : { reason }
  }

/** REC: X1, the next episode follows; E and a number, care ended. */
export const endReason = coded(/^(X1|E\d{1,2}[AB]?)$/, 'is not a reason why an episode ended: X1, or E and a number')
export const placementType = coded(/^[A-Z]\d$/, 'is not a placement code: a letter and a digit, as in U1')
export const provider = coded(/^PR[0-9]$/, 'is not a placement provider: PR0 to PR5')

/** Of the placement, as Ofsted registers it; X'es say that there is none. Kept as text. */
export const ofstedUrn: CellReader<string | null> = text => {
  const value = text.toUpperCase().replace(/\.0+$/, '')
  if (/^X+$/.test(value)) return { value: null }
  return /^(SC|EY)?\d{5,9}$/.test(value)
    ? { value }
    : { reason: 'is not an Ofsted URN: five to nine digits, perhaps after SC' }
}
