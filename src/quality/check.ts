import { record } from '../audit/audit.ts'
import { contextOf } from '../authorities/authority.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { FormDefinition } from '../forms/definition.ts'
import { dueAfter } from '../guidance/clocks/clock.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { leaderOf } from '../guidance/leader.ts'
import type { Refusal, Role } from '../guidance/words.ts'
import type { Answer } from '../peps/answers.ts'
import { projectClocks } from '../peps/clocks.ts'
import type { Pep } from '../peps/pep.ts'
import {
  insertCheck,
  insertCorrection,
  lockState,
  readChecks,
  readCorrections,
  readViewsReturned
} from './check.queries.ts'
import { type CheckEvents, type CheckState, checkDueOn, checkState, viewSections } from './check-state.ts'
import { holdersOf, holdersOfPart, stillWorks } from './people.ts'
import { placeOfRecord } from './record-refs.ts'
import { tellBy } from './tell.ts'

export interface Correction {
  readonly id: string
  readonly question: string
  readonly remark: string
  /** The words of a record as they stood when it was asked for; null: it is an answer, which keeps its versions. */
  readonly stood: string | null
  readonly askedBy: string
  readonly askedById: string
  readonly askedOn: PlainDate
  readonly due: PlainDate
  readonly writerId: string
  readonly writer: string
  readonly outcome: 'mended' | 'declined' | null
  readonly reply: string | null
  readonly settledOn: PlainDate | null
}

export interface Check {
  readonly state: CheckState
  readonly due: PlainDate | null
  readonly confirmedBy: string | null
  readonly corrections: readonly Correction[]
}

const day = (iso: string) => Temporal.PlainDate.from(iso)
const dayOrNull = (iso: string | null) => (iso === null ? null : day(iso))

export const correctionsOf = async (tx: Tx, pepId: string): Promise<Correction[]> =>
  (await readCorrections(tx, pepId)).map(row => ({
    id: row.id,
    question: row.question,
    remark: row.remark,
    stood: row.stood,
    askedBy: row.asked_by_name ?? 'the social worker',
    askedById: row.asked_by,
    askedOn: day(row.asked_on),
    due: day(row.due),
    writerId: row.writer_id,
    writer: row.writer ?? 'whoever wrote it',
    outcome: row.outcome,
    reply: row.reply,
    settledOn: dayOrNull(row.settled_on)
  }))

/** The day of the check that stands; null while it is still due, also after a mended answer. */
export const checkedOn = async (tx: Tx, pep: Pep): Promise<PlainDate | null> =>
  (await checkEvents(tx, pep)).state.checkedOn

async function checkEvents(tx: Tx, pep: Pep) {
  const checks = await readChecks(tx, pep.id)
  const corrections = await correctionsOf(tx, pep.id)
  const returned = await readViewsReturned(tx, pep.id, viewSections)
  const events: CheckEvents = {
    submittedOn: pep.submittedOn,
    checks: checks.map(({ id, outcome, checked_on }) => ({ id, outcome, on: day(checked_on) })),
    corrections,
    viewsReturned: returned.map(({ id, resolved_on }) => ({ id, resolvedOn: dayOrNull(resolved_on) }))
  }
  return { state: checkState(events), checks, corrections }
}

/** How the social worker's check of a plan stands today. */
export async function checkOf(tx: Tx, pep: Pep, today: PlainDate): Promise<Check> {
  const { state, checks, corrections } = await checkEvents(tx, pep)
  const context = await contextOf(tx, pep.authorityId, today)
  const last = checks.findLast(check => check.outcome === 'confirmed')
  return {
    state,
    due: state.checkedOn ? null : checkDueOn(state, context),
    confirmedBy: state.checkedOn ? (last?.name ?? null) : null,
    corrections
  }
}

export interface Doing {
  readonly person: string
  readonly role: Role | null
  readonly today: PlainDate
  readonly origin: string
}

const of = (pep: Pep) => ({ pep_id: pep.id, authority_id: pep.authorityId, child_id: pep.childId })
export const onRecord = (tx: Tx, pep: Pep, { person, role }: Doing, action: string, payload?: unknown) =>
  record(tx, { person, role, action, authorityId: pep.authorityId, childId: pep.childId, pepId: pep.id, payload })

/** The social worker says that views were recorded accurately. Not while a correction is open. */
export async function confirmCheck(tx: Tx, pep: Pep, doing: Doing): Promise<Refusal | null> {
  const state = await lockState(tx, pep.id)
  if (state !== 'submitted' && state !== 'signed-off') return { refused: 'Only a submitted plan can be checked.' }
  const { state: before, corrections } = await checkOf(tx, pep, doing.today)
  if (corrections.some(one => one.outcome === null))
    return { refused: 'A correction is open. Confirm the plan when it has been mended or declined.' }
  if (before.checkedOn) return null
  const id = newId()
  await insertCheck(tx, {
    id,
    ...of(pep),
    outcome: 'confirmed',
    checked_by: doing.person,
    checked_on: `${doing.today}`
  })
  await onRecord(tx, pep, doing, 'confirm check', { check: id })
  await projectClocks(tx, [pep.id], doing.today)
  return null
}

export interface Asked {
  /** The question of an answer, or the name of a record. */
  readonly question: string
  readonly remark: string
  readonly stood: string | null
}

/**
 * What is named reopens: an answer to whoever wrote it or said that it is still true, a record or any other answer to whoever
 * holds its section.
 */
export async function askCorrections(
  tx: Tx,
  plan: { readonly pep: Pep; readonly form: FormDefinition; readonly answers: ReadonlyMap<string, Answer> },
  asked: readonly Asked[],
  doing: Doing
): Promise<Refusal | null> {
  const { pep, form, answers } = plan
  if ((await lockState(tx, pep.id)) !== 'submitted')
    return { refused: 'A correction can be asked for while the plan is submitted. After sign-off, write an addendum.' }
  const context = await contextOf(tx, pep.authorityId, doing.today)
  const { days, kind } = context.policy.clocks.correction
  const due = dueAfter(doing.today, days, kind, context)
  if (!due.due) return { refused: due.unknown ?? 'The day it is due cannot be counted.' }
  const holders = await holdersOf(tx, pep)
  const check = newId()
  await insertCheck(tx, {
    id: check,
    ...of(pep),
    outcome: 'correction-asked',
    checked_by: doing.person,
    checked_on: `${doing.today}`
  })
  const made: (Asked & { id: string; writer: string })[] = []
  for (const one of asked) {
    const record = placeOfRecord(one.question)?.section
    const owner = form.sections.find(({ id, questions }) =>
      record ? id === record : questions.some(question => question.id === one.question)
    )?.owner
    const answer = answers.get(one.question)
    const by = answer?.carried ? undefined : (answer?.confirmed?.byId ?? answer?.byId)
    const holder = holdersOfPart(owner ?? '', leaderOf(pep), holders)[0]
    const writer = by !== undefined && (await stillWorks(tx, by)) ? by : (holder ?? by)
    if (!writer) return { refused: 'Nobody holds this answer today. Tell the adviser.' }
    const id = newId()
    const row = { id, ...of(pep), ...one, asked_by: doing.person, asked_on: `${doing.today}`, due: `${due.due}` }
    await insertCorrection(tx, { ...row, writer_id: writer })
    made.push({ ...one, id, writer })
    await tellBy(tx, 'correction asked', due.due, {
      about: pep,
      to: [writer],
      event: `correction asked ${id}`,
      path: `/peps/${pep.id}/corrections/${id}`,
      origin: doing.origin
    })
  }
  await onRecord(tx, pep, doing, 'ask for a correction', { check, asked: made })
  await projectClocks(tx, [pep.id], doing.today)
  return null
}

/** Where the social worker led, their submit is the check (G 3.1). */
export async function checkBySubmit(tx: Tx, pep: Pep, person: string, today: PlainDate): Promise<void> {
  await insertCheck(tx, { id: newId(), ...of(pep), outcome: 'confirmed', checked_by: person, checked_on: `${today}` })
}
