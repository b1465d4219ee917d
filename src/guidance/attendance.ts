/** Attendance in half-day sessions. */
export interface Sessions {
  readonly possible: number
  readonly attended: number
}
export type AbsenceBand = 'none' | 'persistent' | 'severe'

/** Persistent: 10 % or more missed; severe: 50 % or more. Exact, by whole numbers. Null where no session was possible. */
export function absenceBand({ possible, attended }: Sessions): AbsenceBand | null {
  if (possible <= 0) return null
  const missed = possible - attended
  if (missed * 2 >= possible) return 'severe'
  return missed * 10 >= possible ? 'persistent' : 'none'
}

/** Attended, in tenths of a percent, never rounded up: 89.96 % reads 89.9, as persistent absence does. */
export const tenthsAttended = ({ possible, attended }: Sessions): number | null =>
  possible <= 0 ? null : Math.floor((attended * 1000) / possible)

/** "94.2%"; null where no session was possible. */
export function attendedInWords(sessions: Sessions): string | null {
  const tenths = tenthsAttended(sessions)
  if (tenths === null) return null
  return tenths % 10 === 0 ? `${tenths / 10}%` : `${Math.floor(tenths / 10)}.${tenths % 10}%`
}

export const bandWords: Record<AbsenceBand, string> = {
  none: 'Less than 10% was missed.',
  persistent: 'This is persistent absence: 10% or more was missed.',
  severe: 'This is severe absence: half or more was missed.'
}

export interface Figures extends Sessions {
  readonly authorised: number
  readonly unauthorised: number
  readonly late: number
}

/** Figures that cannot be true together, by field. */
export function figureProblems(figures: Figures): { readonly field: keyof Figures; readonly what: string }[] {
  const { possible, attended, authorised, unauthorised, late } = figures
  const problems: { field: keyof Figures; what: string }[] = []
  if (attended > possible)
    problems.push({ field: 'attended', what: `${attended} attended is more than the ${possible} possible. Check both` })
  else if (authorised + unauthorised > possible - attended)
    problems.push({
      field: 'authorised',
      what: `${authorised} authorised and ${unauthorised} unauthorised are more than the ${possible - attended} missed`
    })
  if (late > attended)
    problems.push({ field: 'late', what: `Late ${late} times is more than the ${attended} attended` })
  return problems
}
