export type SdqBand = 'expected' | 'borderline' | 'high'

/** From this total, strategies at school and at home are asked for. */
export const sdqHighFrom = 17

/** The band of a carer's or teacher's SDQ total (0–40): 0–13, 14–16, 17–40; null where the total cannot be one. */
export function sdqBand(total: number): SdqBand | null {
  if (!Number.isInteger(total) || total < 0 || total > 40) return null
  if (total >= sdqHighFrom) return 'high'
  return total >= 14 ? 'borderline' : 'expected'
}

export const sdqBandWords: Readonly<Record<SdqBand, string>> = {
  expected: 'As most children score',
  borderline: 'Borderline',
  high: 'High'
}
