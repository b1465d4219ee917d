import {
  birthday,
  inAge,
  initialDayZero,
  isOfCompulsorySchoolAge,
  isOverSchoolAge,
  outOfAgeOn,
  phaseOfYearGroup,
  yearGroupOn
} from './ages.ts'
import { nextTerm, schoolDayOn, type TermDates, termOf } from './calendar.ts'
import { type ClockContext, dueAfter } from './clocks/clock.ts'
import { earlier, inWords, isAfter, isBefore, type PlainDate } from './dates.ts'
import type { Unknown } from './days.ts'
import type { Policy } from './policy.ts'
import type { Circumstance, PepKind, Phase } from './words.ts'

export interface CarePeriod {
  readonly began: PlainDate
  /** The first day no longer in care. */
  readonly ended: PlainDate | null
  /** Legal status V3 or V4. */
  readonly shortBreaks: boolean
}

export interface ChildFacts {
  readonly born: PlainDate
  readonly care: readonly CarePeriod[]
  /** A known end of care ahead, other than the eighteenth birthday. */
  readonly careEnds: PlainDate | null
  readonly died: boolean
  /** Recorded where the child is taught outside their own year group. */
  readonly yearGroup: number | null
  readonly onRoll: boolean
  readonly ehcpNamesSchool: boolean
  readonly uasc: boolean
  readonly custody: boolean
  /** When this care period's initial meeting, or the interim in its place, was held. */
  readonly initialHeldOn: PlainDate | null
  /** Kinds of pep already held in this term. */
  readonly heldThisTerm: readonly PepKind[]
  /** A known move: the last day at the old setting. */
  readonly movesOn: PlainDate | null
  /** The day the present setting began, where no pep has been held there yet. */
  readonly newSettingSince: PlainDate | null
}

export interface PepDue {
  readonly kind: PepKind
  readonly term: TermDates
  readonly phase: Phase
  readonly circumstances: readonly Circumstance[]
  /** An interim whose meeting, held by day 20, answers the initial clocks. */
  readonly replacesInitial: boolean
}

type Context = Omit<ClockContext, 'today'>

/** When care began, for a child in care on a date; short breaks are not care, and adjoining periods are one. */
export function careBeganOn(care: readonly CarePeriod[], date: PlainDate): PlainDate | null {
  const full = care.filter(period => !period.shortBreaks)
  const now = full.find(({ began, ended }) => !isBefore(date, began) && (!ended || isBefore(date, ended)))
  let began = now?.began ?? null
  for (;;) {
    const before = full.find(({ ended, began: from }) => began && ended?.equals(began) && isBefore(from, began))
    if (!before) return began
    began = before.began
  }
}

/** Which pep a child needs on a date, why none, or why that cannot be told (G 2.1, 2.3, 5). */
export function pepDue(
  child: ChildFacts,
  date: PlainDate,
  context: Context
): PepDue | { readonly none: string } | Unknown {
  if (child.died) return { none: 'The child has died.' }
  const began = careCountsSince(child, date, context)
  if (!began)
    return { none: onlyShortBreaks(child.care, date) ? 'Only short breaks (V3, V4).' : 'Not in care on this date.' }
  if (!inAge(child.born, date, context.policy)) return { none: outOfAge(child.born, date, context.policy) }
  const term = termOf(date, context.calendar)
  if (!term) return { unknown: `No term dates are recorded for ${date}, so the term of the plan is not known.` }

  const leaves = leavesIn(child, date, term, context)
  const entry = entryKind(child, began, context)
  const kind = entry ?? laterKind(child, date, term, leaves, context)
  if (!kind) return { none: 'This term’s review has been held.' }
  const phase = phaseOn(child, date)
  return {
    kind,
    term,
    phase,
    replacesInitial: entry === 'interim',
    circumstances: circumstancesOf(child, date, phase, entry !== null, leaves)
  }
}

function outOfAge(born: PlainDate, date: PlainDate, policy: Policy): string {
  const from = birthday(born, policy.ages.from)
  return isBefore(date, from)
    ? `Not yet ${policy.ages.from} years old: the first plan is due from ${inWords(from)}.`
    : `Past the age for a plan since ${inWords(outOfAgeOn(born, policy))}.`
}

/** Whether next term owes a pep, as far as known today: asked when a plan is submitted (G 5). */
export function pepDueNextTerm(
  child: Pick<ChildFacts, 'born' | 'careEnds'>,
  term: TermDates,
  context: Context
): boolean {
  const begins = nextTerm(term, context.calendar)?.start ?? term.end.add({ days: 1 })
  return inAge(child.born, begins, context.policy) && (!child.careEnds || isAfter(child.careEnds, begins))
}

const onlyShortBreaks = (care: readonly CarePeriod[], date: PlainDate): boolean =>
  careBeganOn(
    care.map(period => ({ ...period, shortBreaks: !period.shortBreaks })),
    date
  ) !== null

/** When the care began that counts on a date: where policy goes on to the end of year 13, care until the eighteenth birthday does. */
export function careCountsSince(
  { born, care }: Pick<ChildFacts, 'born' | 'care'>,
  date: PlainDate,
  { policy }: Pick<Context, 'policy'>
): PlainDate | null {
  const eighteenth = birthday(born, 18)
  const goesOn = policy.ages.toEndOfYear13 && !isBefore(date, eighteenth)
  return careBeganOn(care, date) ?? (goesOn ? careBeganOn(care, eighteenth.subtract({ days: 1 })) : null)
}

/** Care is known to end in this term: a recorded end, or the eighteenth birthday. */
function leavesIn(child: ChildFacts, date: PlainDate, term: TermDates, { calendar }: Context): boolean {
  const eighteenth = birthday(child.born, 18)
  const end = child.careEnds ? earlier(child.careEnds, eighteenth) : eighteenth
  const endsIn = termOf(end, calendar)
  return isAfter(end, date) && endsIn?.year === term.year && endsIn.term === term.term
}

/**
 * Until the first meeting is held: initial, or interim where that falls due in a holiday between terms. Over half-term the child
 * has a school before and after it, so that the designated teacher leads (G 3.1) and the meeting is held before or in it.
 */
export function entryKind(
  child: Pick<ChildFacts, 'born' | 'initialHeldOn'>,
  began: PlainDate,
  context: Context
): 'initial' | 'interim' | null {
  const zero = initialDayZero(child.born, began, context.policy).on
  if (child.initialHeldOn && !isBefore(child.initialHeldOn, zero)) return null
  const { days, kind } = context.policy.clocks['hold-initial']
  const { due } = dueAfter(zero, days, kind, context)
  const school = due && schoolDayOn(due, context.calendar)
  return school && 'closed' in school && school.holiday === 'between terms' ? 'interim' : 'initial'
}

function laterKind(
  child: ChildFacts,
  date: PlainDate,
  term: TermDates,
  leaves: boolean,
  { calendar }: Context
): PepKind | null {
  const held = child.heldThisTerm
  if (leaves && !held.includes('leaving-care')) return 'leaving-care'
  const moves = child.movesOn && !isBefore(child.movesOn, date) ? termOf(child.movesOn, calendar) : undefined
  const movesNow = moves?.year === term.year && moves.term === term.term
  if (movesNow && !held.includes('transition')) return 'transition'
  if (held.length === 0) return 'termly'
  return child.newSettingSince && !isBefore(child.newSettingSince, term.start) ? 'interim' : null
}

/** Without a school place: early years until compulsory school age begins, post-16 once it is over (G 3.1). */
function phaseOn(child: ChildFacts, date: PlainDate): Phase {
  const byYear = phaseOfYearGroup(child.yearGroup ?? yearGroupOn(child.born, date))
  if (child.onRoll || isOfCompulsorySchoolAge(child.born, date)) return byYear
  return isOverSchoolAge(child.born, date) ? 'post-16' : 'early-years'
}

function circumstancesOf(
  child: ChildFacts,
  date: PlainDate,
  phase: Phase,
  first: boolean,
  leaves: boolean
): Circumstance[] {
  const schoolOwed = isOfCompulsorySchoolAge(child.born, date) || child.ehcpNamesSchool
  const holds: ReadonlyArray<readonly [Circumstance, boolean]> = [
    ['no-school-place', !child.onRoll && schoolOwed],
    ['uasc', child.uasc],
    ['first-pep', first],
    ['neet', !child.onRoll && phase === 'post-16' && !schoolOwed],
    ['custody', child.custody],
    ['leaving-care', leaves]
  ]
  return holds.flatMap(([name, is]) => (is ? [name] : []))
}
