import { clockContext, findAuthority } from '../authorities/authority.ts'
import type { Tx } from '../db/transaction.ts'
import { academicYearOf, type Calendar, startOfAcademicYear, type TermDates, termOf } from '../guidance/calendar.ts'
import type { ClockContext } from '../guidance/clocks/clock.ts'
import { termReviewDue } from '../guidance/clocks/termly.ts'
import { isAfter } from '../guidance/dates.ts'
import {
  type AgeBounds,
  ageBounds,
  currency,
  type InitialTimeliness,
  initialTimeliness,
  type Rating,
  type Share,
  type Timeliness,
  termlyTimeliness,
  wellRated
} from '../guidance/figures.ts'
import { type PulseChild, type PulseRow, readPulse } from './pulse.queries.ts'

/** An authority's four figures in one term. */
export interface TermFigures {
  readonly term: TermDates
  /** Not over yet: what is counted of it is so far. */
  readonly runs: boolean
  readonly termly: Timeliness
  readonly initial: InitialTimeliness
  readonly currency: Share
  readonly quality: Share
}
export interface Pulse {
  readonly now: TermFigures
  /** Last term's, for the trend; null where the calendar does not reach back. */
  readonly before: TermFigures | null
}

/** Null where the authority's calendar has no term for today. */
export async function pulseOf(tx: Tx, authorityId: number, today: Temporal.PlainDate): Promise<Pulse | null> {
  const authority = await findAuthority(tx, authorityId)
  const context = authority && clockContext(authority, today)
  const term = context && termOf(today, context.calendar)
  if (!context || !term) return null
  const [last, beforeLast] = termsBefore(term, context.calendar)
  const terms = [term, last, beforeLast].filter(one => one !== undefined)
  const since = (last ?? term).start.toString()
  const row = await readPulse(tx, authorityId, { since, terms })
  return {
    now: figuresOf(row, { term, last, on: today, until: null }, context),
    before: last
      ? figuresOf(
          row,
          { term: last, last: beforeLast, on: term.start.subtract({ days: 1 }), until: term.start },
          context
        )
      : null
  }
}

function termsBefore(term: TermDates, calendar: Calendar): TermDates[] {
  const at = calendar.indexOf(term)
  return calendar.slice(Math.max(0, at - 2), at).reverse()
}

interface Of {
  readonly term: TermDates
  readonly last: TermDates | undefined
  /** The day as of which currency is told. */
  readonly on: Temporal.PlainDate
  /** The next term's first day, where it has begun. */
  readonly until: Temporal.PlainDate | null
}

const nameOf = ({ year, term }: TermDates) => `${year} ${term}`

/** The figures of one term, by the definitions of the guidance room. */
export function figuresOf({ children, entrants }: PulseRow, of: Of, context: ClockContext): TermFigures {
  const { term, last, on } = of
  const today = context.today.toString()
  const starts = term.start.toString()
  const until = of.until?.toString() ?? '9999'
  const name = nameOf(term)
  const boundsOn = bounds(context)
  const dueOf = reviewDue(term, context)
  const heldIn = (child: PulseChild) =>
    (child.peps ?? [])
      .flatMap(({ heldOn, kind, term: its }) =>
        heldOn !== null && (its === name || (kind !== 'termly' && heldOn >= starts && heldOn < until)) ? [heldOn] : []
      )
      .sort()[0] ?? null
  const reviewed = children.map(child => ({ ...child, due: dueOf(child), heldOn: heldIn(child) }))
  const planned = children.map(child => ({
    born: child.born,
    care: child.care,
    signedOff: (child.peps ?? []).flatMap(pep => (pep.signedOffOn ? [{ term: pep.term, on: pep.signedOffOn }] : []))
  }))
  const ratings = children.flatMap(child =>
    (child.peps ?? []).flatMap(pep => (pep.term === name && pep.rating ? [pep.rating as Rating] : []))
  )
  const day = on.toString()
  return {
    term,
    runs: of.until === null && !isAfter(context.today, term.end),
    termly: termlyTimeliness(reviewed, boundsOn, today),
    initial: initialTimeliness(
      entrants.filter(({ began }) => began >= starts && began < until),
      today
    ),
    currency: currency(planned, [name, ...(last ? [nameOf(last)] : [])], day, boundsOn(day)),
    quality: wellRated(ratings)
  }
}

/** Kept by day: an authority has few due dates. */
function bounds({ policy }: ClockContext): (day: string) => AgeBounds {
  const known = new Map<string, AgeBounds>()
  return day => {
    const found = known.get(day)
    if (found) return found
    const date = Temporal.PlainDate.from(day)
    const made = ageBounds(date, startOfAcademicYear(academicYearOf(date)) ?? date.year, policy.ages)
    known.set(day, made)
    return made
  }
}

/** The termly due date by year group, asked of the clock's own rule once for each. */
function reviewDue(
  term: TermDates,
  context: ClockContext
): (child: Pick<PulseChild, 'born' | 'yearGroup'>) => string | null {
  const known = new Map<number, string | null>()
  const began = startOfAcademicYear(term.year) ?? term.start.year
  return ({ born, yearGroup }) => {
    const group = yearGroup ?? began - Number(born.slice(0, 4)) - (born.slice(5) > '08-31' ? 1 : 0) - 4
    const found = known.get(group)
    if (found !== undefined) return found
    const due = termReviewDue(term, group, context).due?.toString() ?? null
    known.set(group, due)
    return due
  }
}
