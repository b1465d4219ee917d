import { initialDayZero } from '../ages.ts'
import { findTerm, type NamedTerm, type TermDates, termInWords } from '../calendar.ts'
import type { DayKind } from '../days.ts'
import { isUnknown, schoolDayBefore } from '../days.ts'
import type { Clock, ClockContext, Due } from './clock.ts'
import type { PepFacts } from './facts.ts'

interface TermDue extends Due {
  readonly kind: DayKind
  readonly published: boolean
}

/** The termly review's due date (G 2.1): the authority's published one where it has one, else the first half's last school day. */
export function termReviewDue(named: NamedTerm, yearGroup: number | null, context: ClockContext): TermDue {
  const published = context.policy.publishedDeadlines.filter(row => row.year === named.year && row.term === named.term)
  const mine =
    published.find(row => yearGroup !== null && row.yearGroups?.includes(yearGroup)) ??
    published.find(row => !row.yearGroups)
  if (mine) return { due: Temporal.PlainDate.from(mine.due), skipped: [], kind: 'calendar', published: true }
  const term = findTerm(named, context.calendar)
  const last = term
    ? schoolDayBefore(term.halfTermStart, context)
    : { unknown: `The calendar has no ${termInWords(named)}, so its deadline is not known.` }
  return isUnknown(last)
    ? { due: null, skipped: [], unknown: last.unknown, kind: 'school', published: false }
    : { ...last, kind: 'school', published: false, ...(term ? { dayZero: halfTerm(term) } : {}) }
}

const halfTerm = ({ halfTermStart }: TermDates) => ({
  on: halfTermStart,
  what: 'the first day of the half-term holiday'
})

/** A termly pep, and a transition pep in its place, is reviewed in the first half of its term. */
export function termlyClocks(facts: PepFacts, context: ClockContext): Clock[] {
  if (facts.kind !== 'termly' && facts.kind !== 'transition') return []
  const term = findTerm(facts, context.calendar)
  const { published, ...due } = termReviewDue(facts, facts.yearGroup, context)
  const start = term?.start ?? due.due
  if (!start) return [unknownTerm(facts, due, context)]
  return [
    {
      ...due,
      name: 'termly-review',
      rule: published
        ? `Review the plan by the date the authority publishes for the ${termInWords(facts)} (G 2.1)`
        : `Review the plan in the first half of the ${termInWords(facts)}, by its last school day (G 2.1)`,
      start,
      days: due.dayZero ? 1 : null,
      holder: facts.ledBy,
      ...(facts.ledBy === 'designated-teacher' ? { with: 'social-worker' } : {}),
      metOn: facts.heldOn ?? facts.servedByOtherOn
    }
  ]
}

/** Shown all the same, so that the missing calendar is seen; it starts from the day 0 that is known. */
const unknownTerm = (facts: PepFacts, due: Due & { kind: DayKind }, context: ClockContext): Clock => ({
  ...due,
  name: 'termly-review',
  rule: `Review the plan in the first half of the ${termInWords(facts)} (G 2.1)`,
  start: initialDayZero(facts.born, facts.careBegan, context.policy).on,
  days: null,
  holder: facts.ledBy,
  metOn: facts.heldOn ?? facts.servedByOtherOn
})
