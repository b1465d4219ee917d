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

/** What a session's code says (DfE, August 2024). `not-counted` is neither possible nor missed: dual registration, not required to attend, planned closure. */
export type SessionKind = 'present' | 'authorised' | 'unauthorised' | 'not-counted'

const kinds: Readonly<Record<SessionKind, string>> = {
  present: '/ \\ L K V P W B',
  authorised: 'C C1 C2 E I J1 M R S T',
  unauthorised: 'G N O U',
  'not-counted': 'D X Q Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z #'
}
const kindOfCode = new Map(
  Object.entries(kinds).flatMap(([kind, codes]) => codes.split(' ').map(code => [code, kind as SessionKind] as const))
)
const retired: Readonly<Record<string, string>> = {
  H: 'H (holiday) ended in August 2024: write C or G',
  J: 'J (interview) ended in August 2024: write J1',
  Y: 'Y (unable to attend) ended in August 2024: write Y1 to Y7'
}

/** The kind of a code, or why it is none, in words. */
export function sessionKind(code: string): { readonly kind: SessionKind } | { readonly reason: string } {
  const written = code.trim().toUpperCase()
  const kind = kindOfCode.get(written)
  if (kind) return { kind }
  return { reason: retired[written] ?? `is not an attendance code of August 2024` }
}

/** Sessions counted by their codes; what is not counted is left out. */
export function figuresOf(codes: readonly string[]): Figures {
  const of = (kind: SessionKind) => codes.filter(code => kindOfCode.get(code.trim().toUpperCase()) === kind).length
  const [attended, authorised, unauthorised] = [of('present'), of('authorised'), of('unauthorised')]
  const late = codes.filter(code => code.trim().toUpperCase() === 'L').length
  return { possible: attended + authorised + unauthorised, attended, authorised, unauthorised, late }
}
