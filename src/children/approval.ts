import { record } from '../audit/audit.ts'
import { asService } from '../db/as-service.ts'
import type { Tx } from '../db/transaction.ts'
import { isAfter, type PlainDate } from '../guidance/dates.ts'
import type { Refusal } from '../guidance/words.ts'
import { nameOf } from '../people/who.ts'
import { followChild } from '../peps/following.ts'
import { type ApprovalRow, bringForward, fillApproval, putOffMoves, readApprovals } from './approval.queries.ts'

/** The nominated officer's approval of a move in year 10 or 11 (Care Planning Regulations 2010, regulation 10). */
export interface Approval {
  readonly id: string
  readonly childId: string
  readonly authorityId: number
  readonly childName: string
  readonly leaves: string
  /** The day of the move; while it waits, the day that was wanted. */
  readonly movesOn: PlainDate
  /** Its day came without approval, so the child stays where they are until it is given. */
  readonly putOff: boolean
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
  putOff: row.wanted_on !== null && row.filled_on === null,
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

/** Nothing moves while its approval is open: the day is put off, and nobody at the new setting sees the child. */
export const holdBackMoves = (tx: Tx, of: { child: string } | { authority: number }): Promise<readonly string[]> =>
  putOffMoves(tx, of)

/**
 * Regulation 10 asks for the teacher and the reviewing officer to be consulted, but for an emergency. A move that had to wait for
 * it takes place now, and the plans follow.
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
  const of = { childId: approval.childId, authorityId: approval.authorityId }
  if (approval.putOff) {
    await asService(tx, of.authorityId, () => bringForward(tx, approval.id))
    await followChild(tx, of, today)
  }
  return null
}
