import { newId } from '../db/id.ts'
import { isAfter, isBefore, isWithin, type PlainDate } from '../guidance/dates.ts'
import type { StoredCare, StoredPeriod, StoredPlacement, StoredReview } from './known.queries.ts'
import { sameRow } from './same-row.ts'
import type { CarePeriod, Placement } from './ssda903/care-history.ts'
import type { ReviewOfCare } from './ssda903/children-of-return.ts'

/** Rows to write: whole, with the id of the stored row that they replace or a new one. */
export interface CarePlan {
  readonly periods: readonly StoredPeriod[]
  readonly placements: readonly StoredPlacement[]
}
interface Of {
  readonly authority_id: number
  readonly child_id: string
}

const day = (text: string): PlainDate => Temporal.PlainDate.from(text)

/**
 * What has to be written so that the stored care says what is told. Nothing is deleted: care that the source does not tell of stays.
 * @param told the last day that the source tells of: what is stored after it is newer, and stays
 * @returns the rows, or why what is stored and what is told cannot be one history
 */
export function planCare(
  of: Of,
  stored: StoredCare,
  told: {
    readonly carePeriods: readonly CarePeriod[]
    readonly placements: readonly Placement[]
    readonly until: PlainDate
  },
  reviews: readonly ReviewOfCare[] = []
): CarePlan | { readonly contradiction: string } {
  const periods: StoredPeriod[] = []
  const taken = new Set<string>()
  for (const period of told.carePeriods) {
    const overlapping = stored.periods.filter(
      row => row.short_break === period.shortBreak && !taken.has(row.id) && overlaps(row, period)
    )
    const [known] = overlapping
    const contradiction = contradictionWith(overlapping, period)
    if (contradiction) return { contradiction }
    if (known) taken.add(known.id)
    const row = periodRow(of, known, period, told.until, firstReview(period, reviews))
    if (!known || !sameRow(row, known)) periods.push(row)
  }
  const placements: StoredPlacement[] = []
  for (const placement of told.placements) {
    const known = stored.placements.find(row => !taken.has(row.id) && isSamePlacement(row, placement))
    if (known) taken.add(known.id)
    const row = placementRow(of, known, placement, told.until)
    if (!known || !sameRow(row, known)) placements.push(row)
  }
  return { periods, placements }
}

function contradictionWith(overlapping: readonly StoredPeriod[], told: CarePeriod): string | null {
  const [known, ...others] = overlapping
  if (!known) return null
  if (others.length > 0)
    return `care from ${told.from} is one period in the file, but several are recorded here: from ${overlapping.map(row => row.starts).join(' and ')}`
  return told.beginningKnown && isBefore(day(known.starts), told.from)
    ? `care began on ${told.from} in the file, but here it has gone on since ${known.starts}: end or mend one of them`
    : null
}

const overlaps = (row: StoredPeriod, { from, until }: CarePeriod): boolean =>
  day(row.starts).equals(from) ||
  ((!until || isBefore(day(row.starts), until)) && (row.ends === null || isBefore(from, day(row.ends))))

/** An end that is recorded here and lies after all that the source tells of is newer than the source. */
const endOf = (stored: string | null | undefined, until: PlainDate | null, told: PlainDate): string | null =>
  stored && !until && isAfter(day(stored), told) ? stored : (until?.toString() ?? null)

function periodRow(
  of: Of,
  known: StoredPeriod | undefined,
  told: CarePeriod,
  until: PlainDate,
  review: string | null
): StoredPeriod {
  const starts =
    known && !told.beginningKnown && isBefore(day(known.starts), told.from) ? known.starts : told.from.toString()
  const ends = endOf(known?.ends, told.until, until)
  return {
    ...(known ?? { id: newId(), ...of, sudden_end: false }),
    starts,
    ends,
    legal_status: told.legalStatus ?? known?.legal_status ?? null,
    short_break: told.shortBreak,
    end_reason: ends && (told.endReason ?? known?.end_reason ?? null),
    first_review_on: known?.first_review_on ?? review
  }
}

/** A return holds only its year's reviews: the earliest is the first one only where care had just begun. */
function firstReview(
  { from, beginningKnown, shortBreak }: CarePeriod,
  reviews: readonly ReviewOfCare[]
): string | null {
  if (!beginningKnown || shortBreak) return null
  const soon = reviews.map(({ on }) => on).filter(on => isWithin(on, from, from.add({ days: 60 })))
  return soon.sort(Temporal.PlainDate.compare)[0]?.toString() ?? null
}

/** The same first day; or a later part of one that had begun before, in the same place. */
const isSamePlacement = (row: StoredPlacement, told: Placement): boolean =>
  row.starts === told.from.toString() ||
  (isBefore(day(row.starts), told.from) &&
    (row.ends === null || isAfter(day(row.ends), told.from)) &&
    row.type === told.type &&
    row.provider === told.provider &&
    row.ofsted_urn === told.ofstedUrn)

const placementRow = (
  of: Of,
  known: StoredPlacement | undefined,
  told: Placement,
  until: PlainDate
): StoredPlacement => ({
  ...(known ?? { id: newId(), ...of, starts: told.from.toString() }),
  ends: endOf(known?.ends, told.until, until),
  type: told.type ?? known?.type ?? null,
  provider: told.provider ?? known?.provider ?? null,
  ofsted_urn: told.ofstedUrn ?? known?.ofsted_urn ?? null,
  out_of_area: told.outOfArea ?? known?.out_of_area ?? null,
  postcode: told.postcode ?? known?.postcode ?? null
})

/** Reviews to write, each with its spreadsheet row. One on a day is one, however often it is told. */
export function planReviews(
  of: Of,
  stored: readonly StoredReview[],
  told: readonly ReviewOfCare[]
): { readonly row: number; readonly isNew: boolean; readonly review: StoredReview }[] {
  const onDay = new Map(stored.map(review => [review.on_date, review]))
  const firstOnDay = new Map([...told].reverse().map(({ row, on }) => [on.toString(), row]))
  return told.flatMap(({ row, on, participation }) => {
    if (firstOnDay.get(on.toString()) !== row) return []
    const known = onDay.get(on.toString())
    const review = {
      ...(known ?? { id: newId(), ...of, on_date: on.toString() }),
      participation: participation ?? known?.participation ?? null
    }
    return known && sameRow(known, review) ? [] : [{ row, isNew: !known, review }]
  })
}
