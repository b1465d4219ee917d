import { type NamedTerm, nextTerm } from './calendar.ts'
import type { ClockContext } from './clocks/clock.ts'
import { inWords, isAfter, type PlainDate } from './dates.ts'
import { isUnknown, lastSchoolDayOfTerm } from './days.ts'
import { quoted } from './in-sentences.ts'
import { isBlank, judgeNextMeeting, type NextMeeting, type Problem } from './next-meeting.ts'
import { type Role, type SectionId, theRole } from './words.ts'

export const participants = ['designated-teacher', 'social-worker', 'carer', 'parent', 'child'] as const
export type Participant = (typeof participants)[number]
export const isParticipant = (word: string): word is Participant => (participants as readonly string[]).includes(word)

export const presences = ['came', 'came-for-part', 'apology', 'views-sent', 'not-invited'] as const
export interface Presence {
  readonly how: (typeof presences)[number]
  /** Asked of everyone who did not come. */
  readonly reason: string | null
}
export type Came = Readonly<Record<Participant, Presence | null>>

export interface SubmissionFacts {
  readonly term: NamedTerm
  readonly ledBy: 'designated-teacher' | 'social-worker'
  readonly heldOn: PlainDate | null
  readonly came: Came
  /** Recorded, or the reason there are none; null: neither. */
  readonly views: Readonly<Record<'child' | 'carer' | 'parent', 'recorded' | { readonly noneBecause: string } | null>>
  /** Required questions still without an answer. */
  readonly unanswered: ReadonlyArray<{
    readonly section: SectionId
    readonly label: string
    readonly owner: Role
    /** Last term's answer stands there, and nobody has said that it is still true. */
    readonly unconfirmed?: true
  }>
  /** Last plan's targets without a review, each by its words. */
  readonly lastTargetsUnreviewed: readonly string[]
  /** Actions of earlier meetings of which this plan's says nothing, each by its words. */
  readonly lastActionsUnreviewed: readonly string[]
  /** A move in year 10 or 11 of which the plan names no nominated officer's approval (regulation 10). */
  readonly moveUnapproved: boolean
  readonly targets: ReadonlyArray<{
    readonly label: string
    readonly lead: string | null
    readonly due: PlainDate | null
  }>
  readonly next: NextMeeting
}

/** What keeps a plan from being submitted, section by section, and who owes it (G 4.4, 5). Empty: it may go. */
export function submissionProblems(facts: SubmissionFacts, context: ClockContext): Problem[] {
  const problems = [
    ...facts.unanswered.map(({ section, label, owner, unconfirmed }) => ({
      where: section,
      who: owner,
      what: unconfirmed
        ? `Say whether last term’s answer is still true, or change it: ${quoted(label)}.`
        : `Answer ${quoted(label)}.`
    })),
    ...viewsProblems(facts),
    ...facts.lastTargetsUnreviewed.map(label => ({
      where: 'O',
      who: facts.ledBy,
      what: `Review last plan’s target ${quoted(label)}.`
    })),
    ...targetProblems(facts, context),
    ...meetingProblems(facts),
    ...judgeNextMeeting(facts.next, facts.term, context).problems.map(each => ({ ...each, who: facts.ledBy }))
  ]
  return problems.sort((a, b) => a.where.localeCompare(b.where))
}

/**
 * What is taken all the same, and said: a next meeting in a term without a calendar, actions of earlier meetings that nobody has
 * looked at (neither the law nor the guidance asks for these before a plan may go), and a move without the approval that the
 * council owes it: the school's plan does not wait for that (Care Planning Regulations 2010, regulation 10).
 */
export function submissionFlags(facts: SubmissionFacts, context: ClockContext): readonly Problem[] {
  const actions = facts.lastActionsUnreviewed
  const words = actions.map(quoted).join(', ')
  const waiting: Problem = {
    where: 'last-actions',
    who: facts.ledBy,
    what: `${actions.length === 1 ? 'One action' : `${actions.length} actions`} agreed earlier ${actions.length === 1 ? 'has' : 'have'} not been looked at: ${words}. This does not hold the plan up.`
  }
  const unapproved: Problem = {
    where: 'S',
    who: 'social-worker',
    what: 'The nominated officer’s approval of the move in year 10 or 11 is not on record. The social worker and the Virtual School answer for it. This does not hold the plan up.'
  }
  return [
    ...judgeNextMeeting(facts.next, facts.term, context).flags,
    ...(actions.length > 0 ? [waiting] : []),
    ...(facts.moveUnapproved ? [unapproved] : [])
  ]
}

function viewsProblems({ views, ledBy }: SubmissionFacts): Problem[] {
  const asked = [
    { of: 'child', where: 'J', who: ledBy },
    { of: 'carer', where: 'K', who: 'social-worker' },
    { of: 'parent', where: 'L', who: 'social-worker' }
  ] as const
  return asked.flatMap(({ of, where, who }) => {
    const given = views[of]
    if (given === 'recorded' || (given && !isBlank(given.noneBecause))) return []
    return [{ where, who, what: `Record ${theRole(of)}’s views, or why there are none.` }]
  })
}

function targetProblems({ targets, next, term, ledBy }: SubmissionFacts, context: ClockContext): Problem[] {
  const say = (what: string): Problem => ({ where: 'P', who: ledBy, what })
  const complete = targets.some(({ lead, due }) => !isBlank(lead) && due)
  const missing = complete
    ? []
    : [say(targets.length === 0 ? 'Set at least one target.' : 'Give at least one target both a lead and a due date.')]
  const last = lastDueDay(next, term, context)
  const late = targets.filter(({ due }) => due && last && isAfter(due, last.on))
  return [
    ...missing,
    ...late.map(({ label }) => say(`Bring the due date of ${quoted(label)} forward: not after ${last?.what}.`))
  ]
}

/** A target is due by the next meeting; without one, by the last school day of next term. A date that is refused limits nothing. */
function lastDueDay(next: NextMeeting, term: NamedTerm, context: ClockContext): { on: PlainDate; what: string } | null {
  if (next.pepDue) {
    const standing = judgeNextMeeting(next, term, context).problems.length === 0
    return next.date && standing ? { on: next.date, what: `the next meeting on ${inWords(next.date)}` } : null
  }
  const coming = nextTerm(term, context.calendar)
  const end = coming && lastSchoolDayOfTerm(coming, context)
  return end && !isUnknown(end) ? { on: end, what: `the end of next term, ${inWords(end)}` } : null
}

function meetingProblems({ heldOn, came, ledBy }: SubmissionFacts): Problem[] {
  const say = (what: string): Problem => ({ where: 'T', who: ledBy, what })
  if (!heldOn) return [say('Record the meeting as held.')]
  const asked = participants.filter(person => person !== 'designated-teacher' || ledBy === 'designated-teacher')
  return asked.flatMap(person => {
    const presence = came[person]
    if (!presence) return [say(`Say whether ${theRole(person)} came.`)]
    return isPresent(presence) || !isBlank(presence.reason) ? [] : [say(`Say why ${theRole(person)} did not come.`)]
  })
}

export const isPresent = (presence: Presence | null): boolean =>
  presence?.how === 'came' || presence?.how === 'came-for-part'

/**
 * A meeting counts as held with whoever leads and the social worker, or the social worker's stand-in.
 * Who was missing otherwise: it is then recorded as held without them and counted apart.
 */
export function heldWithout(came: Came, ledBy: SubmissionFacts['ledBy'], standInCame: boolean): Participant[] {
  const socialWorker = isPresent(came['social-worker']) || standInCame
  return [
    ...(ledBy === 'designated-teacher' && !isPresent(came['designated-teacher'])
      ? (['designated-teacher'] as const)
      : []),
    ...(socialWorker ? [] : (['social-worker'] as const))
  ]
}
