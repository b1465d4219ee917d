import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { moveNeedsApproval } from '../guidance/circumstances.ts'
import { isAfter, type PlainDate } from '../guidance/dates.ts'
import type { Refusal } from '../guidance/words.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'
import { nameOf } from '../people/who.ts'
import { followChild } from '../peps/following.ts'
import { type ApprovalRow, fillApproval, insertApproval, readApprovals } from './approval.queries.ts'
import { readByRole } from './changes.queries.ts'

/** The nominated officer's approval of a move in year 10 or 11 (Care Planning Regulations 2010, regulation 10). */
export interface Approval {
  readonly id: string
  readonly childId: string
  readonly authorityId: number
  readonly childName: string
  readonly leaves: string
  /** The first day off the roll that they leave. */
  readonly movesOn: PlainDate
  /** Null: still to be filled. */
  readonly filled: {
    readonly officer: string
    readonly approvedOn: PlainDate
    readonly emergency: boolean
    readonly wishes: string
    readonly teacherConsulted: boolean
    readonly iroConsulted: boolean
    readonly by: string
    readonly on: PlainDate
  } | null
}

const day = (iso: string): PlainDate => Temporal.PlainDate.from(iso)

const toApproval = (row: ApprovalRow): Approval => ({
  id: row.id,
  childId: row.child_id,
  authorityId: row.authority_id,
  childName: nameOf(row),
  leaves: row.leaves,
  movesOn: day(row.moves_on),
  filled:
    row.filled_on && row.approved_on
      ? {
          officer: row.officer ?? '',
          approvedOn: day(row.approved_on),
          emergency: row.emergency,
          wishes: row.wishes ?? '',
          teacherConsulted: row.teacher_consulted,
          iroConsulted: row.iro_consulted,
          by: row.filled_by ?? 'somebody',
          on: day(row.filled_on)
        }
      : null
})

export const approvalsOf = async (tx: Tx, childId: string): Promise<Approval[]> =>
  (await readApprovals(tx, { child: childId })).map(toApproval)

export const waitsStill = ({ filled }: Approval): boolean => filled === null

/** Those that wait, for the head. */
export const waitingApprovals = async (tx: Tx, authorities: readonly number[]): Promise<Approval[]> =>
  (await readApprovals(tx, { authorities })).map(toApproval)

export interface Filled {
  readonly officer: string
  readonly approvedOn: PlainDate
  readonly emergency: boolean
  readonly wishes: string
  readonly teacherConsulted: boolean
  readonly iroConsulted: boolean
}

/** A main setting that is left, or was, for another or for none. */
export interface Leaving {
  readonly childId: string
  readonly authorityId: number
  readonly placeId: string
  readonly born: PlainDate
  readonly yearGroup: number | null
  readonly on: PlainDate
}

/**
 * Asks for the approval where regulation 10 wants one. The move itself is a fact: it takes place on its day, or has, and is
 * flagged until the approval is filled in. False where none is needed.
 */
export async function askForApproval(tx: Tx, leaving: Leaving, today: PlainDate): Promise<boolean> {
  const { childId, authorityId, placeId, born, yearGroup, on } = leaving
  if (!moveNeedsApproval(born, yearGroup, on, true)) return false
  await insertApproval(tx, {
    id: newId(),
    authority_id: authorityId,
    child_id: childId,
    enrolment_id: placeId,
    asked_on: today.toString()
  })
  return true
}

/**
 * Tells the heads of what waits: once while the move lies ahead, on the day it took place without approval, and each week after
 * that. An event that was told is not told again.
 */
export async function tellOfWaiting(
  tx: Tx,
  waiting: readonly Approval[],
  { today, origin }: { readonly today: PlainDate; readonly origin: string }
): Promise<number> {
  let told = 0
  for (const { id, childId, authorityId, movesOn } of waiting) {
    const weeks = isAfter(movesOn, today) ? null : Math.floor(movesOn.until(today).days / 7)
    const kind = weeks === null ? 'approval needed' : 'moved without approval'
    for (const person of await readByRole(tx, authorityId, 'virtual-school-head'))
      if (
        await sendMessage(tx, {
          eventKey: `${kind} ${id} ${person}${weeks === null ? '' : ` week ${weeks}`}`,
          ...{ authorityId, childId, to: { person }, kind, origin },
          ...texts[kind]({ link: `${origin}/children/${childId}/approval` })
        })
      )
        told += 1
  }
  return told
}

/**
 * Regulation 10 asks for the teacher and the reviewing officer to be consulted, but for an emergency. The plan that is being
 * written says what is recorded here, and asks nobody for it again.
 */
export async function approveMove(
  tx: Tx,
  approval: Approval,
  wanted: Filled,
  { person, today }: { readonly person: string; readonly today: PlainDate }
): Promise<Refusal | null> {
  const problems = [
    ...(wanted.officer ? [] : [{ where: 'officer', what: 'Enter the nominated officer’s name' }]),
    ...(wanted.wishes ? [] : [{ where: 'wishes', what: 'Say what the child wants, or why nobody could ask' }]),
    ...(isAfter(wanted.approvedOn, today) ? [{ where: 'approved-day', what: 'Enter today or an earlier day' }] : []),
    ...(wanted.emergency || (wanted.teacherConsulted && wanted.iroConsulted)
      ? []
      : [
          {
            where: 'consulted',
            what: 'The designated teacher and the reviewing officer must be consulted first, unless it is an emergency'
          }
        ])
  ]
  if (problems.length > 0) return { refused: problems[0]?.what ?? '', problems }
  const filled = {
    officer: wanted.officer,
    approved_on: wanted.approvedOn.toString(),
    emergency: wanted.emergency,
    wishes: wanted.wishes,
    teacher_consulted: wanted.teacherConsulted,
    iro_consulted: wanted.iroConsulted,
    filled_by: person,
    filled_on: today.toString()
  }
  if (!(await fillApproval(tx, approval.id, filled))) return { refused: 'This approval was filled in before.' }
  await record(tx, {
    person,
    action: 'approve a move',
    authorityId: approval.authorityId,
    childId: approval.childId,
    ids: [approval.id],
    payload: filled
  })
  await followChild(tx, approval, today)
  return null
}
