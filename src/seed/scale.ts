import type { PlainDate } from '../guidance/dates.ts'

/** How much synthetic load there is. Settings, people and plans follow: 2 settings for 7 children, 25 people for 21. */
export interface Scale {
  readonly authorities: number
  /** In all authorities together, spread evenly. */
  readonly children: number
  readonly years: number
}

/** England: 153 authorities, 84,000 children in care. */
export const nationalScale: Scale = { authorities: 153, children: 84_000, years: 3 }

/** Authorities have the codes from here on; at most as many as leave Warwickshire's and the demonstration's alone. */
export const firstCode = 100
export const mostAuthorities = 800

/** Children whose number leaves the same remainder share all their dates, so that clocks are counted once for each. */
export const variants = 60

/** The first authorities have answers in this term's plans. */
export const answeredAuthorities = 8

/** Null where it can be seeded, else what is wrong with it. */
export function problemWith({ authorities, children, years }: Scale): string | null {
  if (!Number.isInteger(authorities) || authorities < 1 || authorities > mostAuthorities)
    return `--authorities must be a whole number from 1 to ${mostAuthorities}.`
  if (!Number.isInteger(children) || children < authorities || children > 2_000_000)
    return '--children must be a whole number, at least one for each authority and at most 2,000,000.'
  if (!Number.isInteger(years) || years < 1 || years > 10) return '--years must be a whole number from 1 to 10.'
  return null
}

/** A term of the seeded years; `number` counts up to this term's. */
export interface SeedTerm {
  readonly number: number
  readonly year: string
  readonly term: string
  readonly starts: string
  readonly halfTermStarts: string
  readonly halfTermEnds: string
  readonly ends: string
}

/** What the children of one remainder have in common. */
export interface Variant {
  readonly v: number
  readonly born: string
  readonly phase: string
}

export interface SeedQuestion {
  readonly phase: string
  readonly question: string
  readonly section: string
  readonly audience: readonly string[]
}

export interface Plan {
  readonly scale: Scale
  readonly today: PlainDate
  readonly terms: readonly SeedTerm[]
  /** The term that plans are open for. */
  readonly current: number
  readonly variants: readonly Variant[]
  readonly questions: readonly SeedQuestion[]
}
