import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { type ActionOutcome, type ActionReview, isActionOutcome, ownerNow } from '../guidance/actions.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { type Pep, startPep } from '../peps/pep.ts'
import type { Action } from './held.ts'
import { deleteCarried, readLastActions, setDone, updateReview, upsertCarried } from './last-actions.queries.ts'
import type { Candidate } from './meeting.ts'

/** An action of an earlier meeting, with what this plan's meeting said of it. */
export interface LastAction extends Action {
  readonly review: (Omit<ActionReview, 'outcome'> & { readonly outcome: ActionOutcome }) | null
}

const date = (iso: string | null): PlainDate | null => (iso === null ? null : Temporal.PlainDate.from(iso))

/** What earlier meetings agreed and this plan's meeting looks at again; soonest due first. */
export async function lastActionsOf(tx: Tx, pepId: string): Promise<LastAction[]> {
  return (await readLastActions(tx, pepId)).map(row => ({
    id: row.id,
    words: row.words,
    ownerParty: row.owner_party,
    ownerPersonId: row.owner_person_id,
    ownerName: row.owner_name,
    due: date(row.due),
    doneOn: date(row.done_on),
    review:
      row.outcome !== null && isActionOutcome(row.outcome)
        ? { outcome: row.outcome, words: row.outcome_words, due: date(row.carried_due) }
        : null
  }))
}

interface Doing {
  readonly pep: Pep
  readonly person: string
  readonly today: PlainDate
}

/** Stores what became of an action; one that goes on stands in this plan again, with its owner of today. */
export async function reviewAction(
  tx: Tx,
  action: LastAction,
  review: ActionReview,
  candidates: readonly Candidate[],
  { pep, person, today }: Doing
): Promise<void> {
  await updateReview(tx, action.id, {
    outcome: review.outcome,
    outcome_words: review.words,
    reviewed_in: pep.id,
    reviewed_by: person,
    reviewed_on: today.toString()
  })
  if (review.outcome === 'goes-on') {
    const owner = ownerNow(
      { party: action.ownerParty, personId: action.ownerPersonId, name: action.ownerName },
      candidates
    )
    await upsertCarried(tx, {
      ...{ id: newId(), pep_id: pep.id, authority_id: pep.authorityId, child_id: pep.childId, words: action.words },
      ...{ owner_party: owner.party, owner_person_id: owner.personId, owner_name: owner.name },
      due: review.due?.toString() ?? null,
      carried_from: action.id
    })
  } else await deleteCarried(tx, action.id, pep.id)
  await startPep(tx, pep.id)
  await record(tx, {
    person,
    action: 'review an action',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    ids: [action.id],
    payload: { before: action.review, after: review }
  })
}

/** Done between two meetings, or not after all; the next meeting looks at it in any case. */
export async function finishAction(
  tx: Tx,
  action: Action,
  done: boolean,
  { pep, person, today }: Doing
): Promise<void> {
  await setDone(tx, action.id, done ? { on: today.toString(), by: person } : null)
  await record(tx, {
    person,
    action: done ? 'finish an action' : 'open an action again',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    ids: [action.id],
    payload: { before: { doneOn: action.doneOn?.toString() ?? null } }
  })
}
