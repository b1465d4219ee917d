import { birthday } from '../ages.ts'
import { findTerm, termInWords } from '../calendar.ts'
import { isBefore, type PlainDate } from '../dates.ts'
import { type Counted, isUnknown, schoolDayBefore } from '../days.ts'
import { type Clock, type ClockContext, countedClock, daysInWords, dueAfter } from './clock.ts'
import type { PepFacts } from './facts.ts'
import { whoHolds } from './initial.ts'

/** Leaving care, a missing school place, a new setting, a concern: G 5. */
export function careClocks(facts: PepFacts, context: ClockContext): Clock[] {
  return [
    ...(facts.kind === 'leaving-care' || facts.careEnds ? leavingCareClock(facts, context) : []),
    ...schoolPlaceClock(facts, context),
    ...placeReviewClock(facts, context),
    ...newSettingClock(facts, context),
    ...facts.concerns.flatMap(concern =>
      countedClock(
        {
          name: 'concern',
          rule: `Answer the concern within ${figure('concern', context)} (G 5)`,
          holder: 'adviser',
          metOn: concern.answeredOn
        },
        'concern',
        concern.raisedOn,
        context
      )
    )
  ]
}

const figure = (name: 'concern' | 'school-place' | 'new-setting' | 'leaving-care-sudden', context: ClockContext) => {
  const { days, kind } = context.policy.clocks[name]
  return daysInWords(days, kind)
}

function leavingCareClock(facts: PepFacts, context: ClockContext): Clock[] {
  const ends = facts.careEnds ?? { on: birthday(facts.born, 18), sudden: false }
  const term = findTerm(facts, context.calendar)
  const after = (term?.end ?? ends.on).add({ days: 1 })
  const last = term
    ? schoolDayBefore(after, context)
    : { unknown: `The calendar has no ${termInWords(facts)}, so its last school day is not known.` }
  const { days, kind } = context.policy.clocks['leaving-care-sudden']
  const clock = {
    name: 'leaving-care',
    start: ends.sudden || !term ? ends.on : term.start,
    kind: ends.sudden ? kind : 'school',
    days: ends.sudden ? days : null,
    rule: ends.sudden
      ? `Care ended suddenly: hold the meeting within ${figure('leaving-care-sudden', context)}, or by the end of the term if earlier (G 5)`
      : 'Hold the meeting by the day care ends, or the last school day of the term if earlier (G 5)',
    ...whoHolds(facts),
    metOn: facts.heldOn
  } as const
  if (isUnknown(last)) return [{ ...clock, due: null, skipped: [], unknown: last.unknown }]
  if (!ends.sudden)
    return [isBefore(last.due, ends.on) ? byEndOfTerm(clock, last, after) : { ...clock, due: ends.on, skipped: [] }]
  const counted = dueAfter(ends.on, days, kind, context)
  // In the holiday after the term its end has passed, and only the count is left.
  if (!counted.due || isBefore(last.due, ends.on) || !isBefore(last.due, counted.due)) return [{ ...clock, ...counted }]
  return [byEndOfTerm(clock, last, after)]
}

/** The last school day of the term, counted back from the day after its last day. */
const byEndOfTerm = (clock: Omit<Clock, 'due' | 'skipped'>, last: Counted, after: PlainDate): Clock => ({
  ...clock,
  ...{ due: last.due, skipped: last.skipped, days: 1, kind: 'school' },
  dayZero: { on: after, what: 'the day after the term’s last day' }
})

function schoolPlaceClock({ schoolPlace }: PepFacts, context: ClockContext): Clock[] {
  if (!schoolPlace) return []
  const since = schoolPlace.why === 'last-on-roll' ? 'the last day on a roll' : 'the day care began without one'
  return countedClock(
    {
      name: 'school-place',
      rule: `Find a school place within ${figure('school-place', context)} of ${since} (G 5)`,
      holder: 'virtual-school-head',
      with: 'adviser',
      metOn: schoolPlace.enrolmentRecordedOn
    },
    'school-place',
    schoolPlace.missingSince,
    context
  )
}

/** Every week while a place is looked for, or on the day that the last review named (G 3.1). */
function placeReviewClock({ schoolPlace }: PepFacts, context: ClockContext): Clock[] {
  if (!schoolPlace || schoolPlace.enrolmentRecordedOn) return []
  const { missingSince, review } = schoolPlace
  const weekly = countedClock(
    {
      name: 'place-review',
      rule: review
        ? 'Review the search for a school place every week (G 3.1)'
        : 'Review the search for a school place every week, the first time a week after it began (G 3.1)',
      holder: 'social-worker',
      with: 'adviser',
      metOn: null
    },
    'place-review',
    review?.on ?? missingSince,
    context
  )
  const named = review?.nextOn
  const rule = 'Review the search for a school place on the day that the last review named (G 3.1)'
  return named ? weekly.map(clock => ({ ...clock, rule, days: null, due: named, skipped: [] })) : weekly
}

const newSettingClock = (facts: PepFacts, context: ClockContext): Clock[] =>
  countedClock(
    {
      name: 'new-setting',
      rule: `Hold the new setting’s first meeting within ${figure('new-setting', context)} of starting there (G 5)`,
      holder: 'designated-teacher',
      metOn: facts.heldOn
    },
    'new-setting',
    facts.newSettingOn,
    context
  )
