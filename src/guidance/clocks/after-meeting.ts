import { isAfter, type PlainDate } from '../dates.ts'
import { type Clock, type ClockContext, countedClock, daysInWords, dueAfter } from './clock.ts'
import type { PepFacts, Submission } from './facts.ts'
import { entryDay, isEntryPep } from './initial.ts'

/** Submit, check, correct, review, resubmit, file: G 2.5 and G 5. */
export function afterMeetingClocks(facts: PepFacts, context: ClockContext): Clock[] {
  return [
    ...submitClock(facts, context),
    ...checkClocks(facts, context),
    ...facts.submissions.flatMap((submission, at) => [
      ...reviewClock(submission, context),
      ...resubmitClock(submission, facts.submissions[at + 1], facts, context)
    ]),
    ...countedClock(
      {
        name: 'file-copy',
        rule: `Save the signed-off plan to the case record within ${figure('file-copy', context)} (G 5)`,
        holder: 'social-worker',
        metOn: facts.filedOn
      },
      'file-copy',
      facts.signedOffOn && (facts.addendumOn ?? facts.signedOffOn),
      context
    )
  ]
}

const figure = (name: 'check' | 'correction' | 'quality-review' | 'resubmit' | 'file-copy', context: ClockContext) => {
  const { days, kind } = context.policy.clocks[name]
  return daysInWords(days, kind)
}

function submitClock(facts: PepFacts, context: ClockContext): Clock[] {
  const { on, days, kind } = context.policy.clocks.submit
  if (!on || !facts.heldOn) return []
  const clock = {
    name: 'submit',
    start: facts.heldOn,
    kind,
    holder: facts.ledBy,
    metOn: facts.submissions[0]?.on ?? null
  } as const
  if (isEntryPep(facts)) return [{ ...clock, ...initialSubmit(facts, facts.heldOn, context) }]
  const rule = `Submit the plan within ${daysInWords(days, kind)} of the meeting (G 3.1)`
  return [{ ...clock, rule, days, ...dueAfter(facts.heldOn, days, kind, context) }]
}

/** The day before the first looked-after review, else day 20; never sooner than two working days after the meeting. */
function initialSubmit(facts: PepFacts, heldOn: Temporal.PlainDate, context: ClockContext) {
  const least = context.policy.initialSubmitAtLeastWorkingDays
  const soonest = dueAfter(heldOn, least, 'working', context)
  const review = facts.firstReviewDate
  const by = review ? dayBeforeReview(review) : endOfWindow(facts, context)
  const words = review ? 'by the day before the first looked-after review' : 'by the end of the initial window'
  const rule = `Submit the initial plan ${words} (G 2.3)`
  if (!soonest.due || !by.due)
    return {
      rule,
      days: null,
      due: null,
      skipped: [],
      unknown: soonest.unknown ?? 'The end of the initial window is not known, because the bank holidays are not.'
    }
  return isAfter(soonest.due, by.due)
    ? {
        ...soonest,
        days: least,
        rule: `Submit the initial plan ${daysInWords(least, 'working')} after the meeting (G 2.3)`
      }
    : { ...by, rule }
}

const dayBeforeReview = (review: PlainDate) => ({
  due: review.subtract({ days: 1 }),
  skipped: [],
  days: 1,
  kind: 'calendar' as const,
  dayZero: { on: review, what: 'the first looked-after review' }
})

function endOfWindow(facts: PepFacts, context: ClockContext) {
  const { days, kind } = context.policy.clocks['hold-initial']
  const zero = entryDay(facts, context)
  return { ...dueAfter(zero.on, days, kind, context), days, kind, dayZero: { on: zero.on, what: zero.words } }
}

/** Where the social worker led, submitting is the check. A mended answer is checked again. */
function checkClocks(facts: PepFacts, context: ClockContext): Clock[] {
  const submittedOn = facts.submissions[0]?.on ?? null
  const within = figure('check', context)
  const check = { name: 'check', holder: 'social-worker' } as const
  const asked = facts.corrections[0]?.askedOn ?? null
  const first = countedClock(
    {
      ...check,
      rule: `Check that views were recorded accurately, within ${within} of submission (G 5)`,
      metOn: facts.ledBy === 'social-worker' ? submittedOn : (asked ?? facts.checkedOn)
    },
    'check',
    submittedOn,
    context
  )
  const corrections = facts.corrections.flatMap(correction => [
    ...countedClock(
      {
        name: 'correction',
        rule: `Mend the answer or decline with a reason, within ${figure('correction', context)} of being asked (G 5)`,
        holder: correction.owner,
        metOn: correction.answeredOn
      },
      'correction',
      correction.askedOn,
      context
    ),
    ...countedClock(
      { ...check, rule: `Check the mended answer within ${within} (G 5)`, metOn: correction.recheckedOn },
      'check',
      correction.mended ? correction.answeredOn : null,
      context
    )
  ])
  return [...first, ...corrections]
}

const reviewClock = (submission: Submission, context: ClockContext): Clock[] =>
  countedClock(
    {
      name: 'quality-review',
      rule: `Review the plan’s quality within ${figure('quality-review', context)} of submission (G 2.5)`,
      holder: 'adviser',
      metOn: submission.ratedOn
    },
    'quality-review',
    submission.on,
    context
  )

const resubmitClock = (
  submission: Submission,
  following: Submission | undefined,
  facts: PepFacts,
  context: ClockContext
): Clock[] =>
  countedClock(
    {
      name: 'resubmit',
      rule: `Submit the returned sections again within ${figure('resubmit', context)} (G 2.5)`,
      holder: facts.ledBy,
      metOn: following?.on ?? null
    },
    'resubmit',
    submission.returnedOn,
    context
  )
