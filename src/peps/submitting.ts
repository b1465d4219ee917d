import { record } from '../audit/audit.ts'
import { clockContext, findAuthority } from '../authorities/authority.ts'
import type { Tx } from '../db/transaction.ts'
import { missingIn, shownQuestions } from '../forms/completeness.ts'
import { isAnswered } from '../forms/condition.ts'
import { leaderOf } from '../guidance/leader.ts'
import { next } from '../guidance/lifecycle.ts'
import type { Problem } from '../guidance/next-meeting.ts'
import {
  type Came,
  type Participant,
  type Presence,
  type SubmissionFacts,
  submissionFlags,
  submissionProblems
} from '../guidance/submission.ts'
import { isRefusal, type Refusal, type Role, roles } from '../guidance/words.ts'
import type { Answer } from './answers.ts'
import { readRecordState, readSubmission, resolveReturns, updateState } from './pep.queries.ts'
import { formContextOf, formOf, nextTermOwesPep, type Pep } from './pep.ts'

/** How the record's words for presence read in the rules. */
const presences: Record<string, Presence['how']> = {
  all: 'came',
  part: 'came-for-part',
  apology: 'apology',
  'views-sent': 'views-sent',
  'not-invited': 'not-invited'
}

/** What the school would write is owed by whoever leads in its place. */
const owed = (owner: string, pep: Pep): Role =>
  owner !== 'designated-teacher' && (roles as readonly string[]).includes(owner) ? (owner as Role) : leaderOf(pep)

export interface Readiness {
  readonly problems: readonly Problem[]
  /** Taken all the same, and said to whoever submits. */
  readonly flags: readonly Problem[]
}

/** What keeps this plan from being submitted, section by section, and who owes it (G 5). */
export async function readiness(
  tx: Tx,
  pep: Pep,
  answers: ReadonlyMap<string, Answer>,
  today: Temporal.PlainDate
): Promise<Readiness> {
  const authority = await findAuthority(tx, pep.authorityId)
  if (!authority) throw new Error('A pep without an authority.')
  const context = clockContext(authority, today)
  const stored = await readSubmission(tx, pep.id, pep.previousPepId)
  const formContext = formContextOf(pep, answers, { records: await readRecordState(tx, pep.id), clock: context })
  const form = formOf(pep)
  const presence = (party: Participant): Presence | null => {
    const row = stored.came.find(one => one.party === party)
    const how = row && presences[row.presence]
    return how ? { how, reason: row.reason } : null
  }
  const views = (party: 'child' | 'carer' | 'parent') => {
    const row = stored.views.find(one => one.party === party)
    if (row?.recorded_on) return 'recorded' as const
    return row?.reason_none ? { noneBecause: row.reason_none } : null
  }
  const unreviewed = (of: 'target' | 'action') => stored.unreviewed.filter(row => row.of === of).map(row => row.words)
  const came: Came = {
    'designated-teacher': presence('designated-teacher'),
    'social-worker': presence('social-worker'),
    carer: presence('carer'),
    parent: presence('parent'),
    child: presence('child')
  }
  const facts: SubmissionFacts = {
    term: pep,
    ledBy: leaderOf(pep),
    heldOn: pep.meeting.heldOn,
    came,
    views: { child: views('child'), carer: views('carer'), parent: views('parent') },
    // The typed records (question null) have rules of their own, which say more than "missing".
    unanswered: missingIn(form, formContext.answers, formContext).flatMap(one =>
      one.question === null && ['J', 'K', 'L', 'O', 'P', 'T'].includes(one.section)
        ? []
        : [
            {
              section: one.section,
              label: one.label,
              owner: owed(one.owner, pep),
              ...(one.unconfirmed ? { unconfirmed: true as const } : {})
            }
          ]
    ),
    moveUnapproved: form.sections
      .flatMap(section => shownQuestions(section, formContext))
      .some(({ id }) => id === 'S.nominatedOfficer' && !isAnswered(formContext.answers.get(id))),
    lastTargetsUnreviewed: unreviewed('target'),
    lastActionsUnreviewed: unreviewed('action'),
    targets: stored.targets.map(row => ({
      label: row.words,
      lead: row.lead_name || null,
      due: row.due === null ? null : Temporal.PlainDate.from(row.due)
    })),
    next: nextTermOwesPep(pep, context)
      ? { pepDue: true, date: pep.meeting.nextOn, lateReason: pep.meeting.nextReason }
      : { pepDue: false, continues: pep.leavingCare.continues, staysInTouch: pep.leavingCare.staysInTouch }
  }
  return { problems: submissionProblems(facts, context), flags: submissionFlags(facts, context) }
}

/** Submits, or says what is missing and who owes it. Without a school place the social worker's submit is the check. */
export async function submitPep(
  tx: Tx,
  pep: Pep,
  answers: ReadonlyMap<string, Answer>,
  by: { id: string; role: Role | null },
  today: Temporal.PlainDate
): Promise<Refusal | null> {
  const { problems } = await readiness(tx, pep, answers, today)
  if (problems.length > 0) {
    return {
      refused: 'This plan cannot be submitted yet.',
      problems: problems.map(({ where, who, what }) => ({ where, who, what }))
    }
  }
  const again = pep.state === 'returned'
  const state = next(pep.state, again ? 'resubmit' : 'submit')
  if (isRefusal(state)) return state
  const on = today.toString()
  await updateState(
    tx,
    pep.id,
    again ? { state, resubmitted_on: on, submitted_by: by.id } : { state, submitted_on: on, submitted_by: by.id }
  )
  await resolveReturns(tx, pep.id, on)
  await record(tx, {
    person: by.id,
    role: by.role,
    action: again ? 'submit pep again' : 'submit pep',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: { from: pep.state, to: state }
  })
  return null
}
