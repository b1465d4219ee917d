import type { Tx } from '../db/transaction.ts'
import { leaderOf } from '../guidance/leader.ts'
import { next, undoSubmitProblem } from '../guidance/lifecycle.ts'
import { isRefusal, type PepState, type Refusal } from '../guidance/words.ts'
import { projectClocks } from '../peps/clocks.ts'
import type { Pep } from '../peps/pep.ts'
import { lockState } from './check.queries.ts'
import { type Doing, onRecord } from './check.ts'
import { readActed, takeBack } from './undo-submit.queries.ts'

/** A mistaken submit is taken back until somebody has acted on it; where the submit was the check, that is nobody's act. */
export async function undoSubmit(tx: Tx, pep: Pep, doing: Doing): Promise<Refusal | null> {
  const state = await lockState(tx, pep.id)
  const acted = await readActed(tx, pep.id)
  if (!acted || state === null) return { refused: 'There is no such plan.' }
  const resubmitted = acted.resubmitted_on
  const to = next(state as PepState, resubmitted ? 'undo-resubmit' : 'undo-submit')
  if (isRefusal(to)) return to
  const since = <Row extends { id: string }>(rows: readonly Row[]) =>
    rows.filter(row => !resubmitted || !acted.last_return || row.id > acted.last_return)
  const checks = since(acted.checks).filter(
    check => !(leaderOf(pep) === 'social-worker' && check.checked_by === acted.submitted_by)
  )
  const confirmed = checks.findLast(check => check.outcome === 'confirmed')
  const rated = since(acted.reviews).at(-1)
  const refused = undoSubmitProblem({
    checkedOn: confirmed ? Temporal.PlainDate.from(confirmed.checked_on) : null,
    correctionAsked: checks.some(check => check.outcome === 'correction-asked'),
    ratedOn: rated ? Temporal.PlainDate.from(rated.rated_on) : null
  })
  if (refused) return refused
  await takeBack(tx, pep.id, resubmitted)
  await onRecord(tx, pep, doing, 'undo submit', { from: state, to })
  await projectClocks(tx, [pep.id], doing.today)
  return null
}
