/**
 * What a Virtual School head is asked, defined over plain facts. Dates are ISO texts, which compare as they are, so that an
 * authority's page counts in a millisecond. Each figure has a share: how many met it, of how many that count.
 */

export interface Share {
  readonly met: number
  readonly of: number
}

/** Half-open: `ends` is the first day no longer in care. */
export interface CareSpan {
  readonly starts: string
  readonly ends: string | null
  readonly shortBreak: boolean
}

export const inCareOn = (care: readonly CareSpan[], day: string): boolean =>
  care.some(({ starts, ends, shortBreak }) => !shortBreak && starts <= day && (ends === null || ends > day))

/** Born on or before the one and after the other: in the age for which plans are made on a day. */
export interface AgeBounds {
  readonly bornBy: string
  readonly bornAfter: string
}
export const isInAge = (born: string, { bornBy, bornAfter }: AgeBounds): boolean => born <= bornBy && born > bornAfter

interface Ages {
  readonly from: number
  readonly until: number
  readonly toEndOfYear13: boolean
}

/** `startOfYear`: the calendar year in which the day's academic year began. */
export function ageBounds(day: Temporal.PlainDate, startOfYear: number, ages: Ages): AgeBounds {
  const grown = day.subtract({ years: ages.until }).toString()
  const leftYear13 = `${startOfYear - 18}-08-31`
  return {
    bornBy: day.subtract({ years: ages.from }).toString(),
    bornAfter: ages.toEndOfYear13 && leftYear13 < grown ? leftYear13 : grown
  }
}

export interface ReviewedChild {
  readonly born: string
  readonly care: readonly CareSpan[]
  /** The review's due date for this child's year group; null where the calendar cannot tell. */
  readonly due: string | null
  /** The last day of the child's initial window, where this care has one on record. */
  readonly windowCloses: string | null
  /** The first meeting held that serves as this term's review. */
  readonly heldOn: string | null
}
export interface Timeliness extends Share {
  /** Inside their first 20 days at the due date: shown apart, neither met nor late. */
  readonly inside: number
  /** Due on a day that is still to come, and not held yet. */
  readonly toCome: number
}

/** Peps whose meeting was held by the due date / children in care and in age at the due date whose initial window has closed. */
export function termlyTimeliness(
  children: readonly ReviewedChild[],
  boundsOn: (day: string) => AgeBounds,
  today: string
): Timeliness {
  const sum = { met: 0, of: 0, inside: 0, toCome: 0 }
  for (const { born, care, due, windowCloses, heldOn } of children) {
    if (due === null || !inCareOn(care, due) || !isInAge(born, boundsOn(due))) continue
    if (windowCloses !== null && windowCloses > due) sum.inside++
    else if (heldOn !== null && heldOn <= due) {
      sum.met++
      sum.of++
    } else if (due < today) sum.of++
    else sum.toCome++
  }
  return sum
}

export interface Entrant {
  /** Day 0. */
  readonly began: string
  readonly arrangeBy: string | null
  readonly arrangedOn: string | null
  readonly holdBy: string | null
  readonly heldOn: string | null
}
export interface InitialTimeliness {
  readonly arranged: Share
  readonly held: Share
  /** Their window is still open: shown apart. */
  readonly inside: number
}

const inTime = (on: string | null, by: string | null) => on !== null && by !== null && on <= by

/** Arranged within 10, held within 20 / care entrants of the period whose window has closed. */
export function initialTimeliness(entrants: readonly Entrant[], today: string): InitialTimeliness {
  const closed = entrants.filter(({ holdBy }) => holdBy !== null && holdBy < today)
  const of = closed.length
  return {
    arranged: { met: closed.filter(one => inTime(one.arrangedOn, one.arrangeBy)).length, of },
    held: { met: closed.filter(one => inTime(one.heldOn, one.holdBy)).length, of },
    inside: entrants.filter(({ holdBy }) => holdBy !== null && holdBy >= today).length
  }
}

export interface PlannedChild {
  readonly born: string
  readonly care: readonly CareSpan[]
  /** Terms (`2026-27 autumn`) whose pep was signed off, with the day. */
  readonly signedOff: ReadonlyArray<{ readonly term: string; readonly on: string }>
}

/** Children whose latest signed-off pep is this term's or last's / children in care and in age on the day. */
export function currency(
  children: readonly PlannedChild[],
  terms: readonly string[],
  day: string,
  bounds: AgeBounds
): Share {
  const counted = children.filter(child => inCareOn(child.care, day) && isInAge(child.born, bounds))
  const current = (child: PlannedChild) => child.signedOff.some(({ term, on }) => terms.includes(term) && on <= day)
  return { met: counted.filter(current).length, of: counted.length }
}

export type Rating = 'red' | 'amber' | 'green' | 'gold'

/** Plans rated green or gold / plans rated. */
export const wellRated = (ratings: readonly Rating[]): Share => ({
  met: ratings.filter(rating => rating === 'green' || rating === 'gold').length,
  of: ratings.length
})

/** Whole per cent; null of nothing. */
export const percent = ({ met, of }: Share): number | null => (of === 0 ? null : Math.round((100 * met) / of))

/** What each figure counts, in words for whoever asks "which children are these?". */
export const definitions = {
  termly:
    'Children whose review meeting was held by its due date, out of the children in care and in age on that date whose first 20 days had passed. While due dates are still to come, it is out of all the children whose review is due this term, and not set against a term that is over. Children inside their first 20 days are shown apart.',
  initial:
    'Children who came into care this term and whose first 20 days have passed: how many had their first meeting arranged within 10 days, and held within 20. Days are working days. Children inside their first 20 days are shown apart.',
  currency: 'Children in care and in age today whose latest signed-off plan is this term’s or last term’s.',
  quality: 'Plans of the term whose latest quality review was green or gold, out of the plans reviewed.',
  late: 'Steps whose due date has passed and which nobody has finished. A step of a child inside their first 20 days is not counted as late.',
  lateChildren: 'Children with at least one of these late steps. A child can stand in several rows.',
  lateMiddle: 'The step in the middle when all are put in order: half of them have been late for longer than this.',
  lateLongest:
    'The step that has been late for longest. Every day of the calendar counts, from the day after it was due, or after the first 20 days in care had passed where that was later. (Due dates themselves count working days or school days, as the policy says.)',
  lateInside:
    'Steps that have passed their date for children inside their first 20 days in care (working days): not counted as late.'
} as const
