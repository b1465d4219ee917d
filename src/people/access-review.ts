import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import { isRefusal, type Refusal, type Role, roles } from '../guidance/words.ts'
import type { Asking } from '../web/page.ts'
import {
  endHelping,
  insertAnswers,
  type ReviewedRow,
  type ReviewRow,
  readPostIds,
  readReview,
  readReviewed,
  updateReview
} from './access-review.queries.ts'
import { closeSessionsOf } from './credentials.queries.ts'
import { updatePost } from './posts.queries.ts'
import { countReaches } from './reach.queries.ts'

export const reviewPage = 25

/** Each term's review of everybody who has access: kept or ended, one by one. */
export interface Review {
  readonly id: string
  readonly authorityId: number
  readonly year: string
  readonly term: string
  readonly openedOn: Temporal.PlainDate
  readonly due: Temporal.PlainDate
  readonly finishedOn: Temporal.PlainDate | null
}

export interface Reviewed {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly roles: readonly Role[]
  readonly places: readonly string[]
  readonly signedInOn: Temporal.PlainDate | null
  readonly suspendedOn: Temporal.PlainDate | null
  /** Null: not looked at on this page. */
  readonly children: number | null
  readonly answer: { readonly outcome: 'kept' | 'ended'; readonly by: string; readonly at: string } | null
}

const day = (iso: string | null) => (iso === null ? null : Temporal.PlainDate.from(iso))

export const toReview = (row: ReviewRow): Review => ({
  id: row.id,
  authorityId: row.authority_id,
  year: row.year,
  term: row.term,
  openedOn: Temporal.PlainDate.from(row.opened_on),
  due: Temporal.PlainDate.from(row.due),
  finishedOn: day(row.finished_on)
})

const toReviewed = (row: ReviewedRow, children: number | null): Reviewed => ({
  id: row.person_id,
  name: row.name,
  email: row.email,
  roles: roles.filter(role => row.roles.includes(role)),
  places: row.places,
  signedInOn: day(row.signed_in_on),
  suspendedOn: day(row.suspended_on),
  children,
  answer:
    row.outcome === null ? null : { outcome: row.outcome, by: row.answered_by ?? 'somebody', at: row.answered_at ?? '' }
})

const authorityOf = (who: Asking): number | null =>
  who.appointments.find(({ role }) => role === 'administrator' || role === 'virtual-school-head')?.authorityId ?? null

export interface ReviewSheet {
  readonly review: Review
  /** One page: of those who wait, or of those who were looked at. */
  readonly people: readonly Reviewed[]
  readonly shown: 'waiting' | 'done'
  readonly page: number
  readonly waiting: number
  readonly done: number
}

/** The newest review of the authority that this person administers or heads; null where none has been opened. */
export async function reviewFor(
  tx: Tx,
  who: Asking,
  { shown, page }: { readonly shown: 'waiting' | 'done'; readonly page: number }
): Promise<ReviewSheet | null> {
  const authority = authorityOf(who)
  const row = authority === null ? null : await readReview(tx, authority)
  if (!row) return null
  const all = await readReviewed(tx, row.id)
  const waiting = all.filter(one => one.outcome === null)
  const done = all.filter(one => one.outcome !== null)
  const cut = (shown === 'waiting' ? waiting : done).slice((page - 1) * reviewPage, page * reviewPage)
  const reaches = await countReaches(
    tx,
    cut.map(one => one.person_id),
    row.authority_id
  )
  return {
    review: toReview(row),
    people: cut.map(one => toReviewed(one, reaches.get(one.person_id) ?? 0)),
    shown,
    page,
    waiting: waiting.length,
    done: done.length
  }
}

/** Those of the chosen who still wait to be looked at, with the children whom each reaches; or why they cannot be answered for. */
export async function chosenOf(tx: Tx, review: Review, ids: readonly string[]): Promise<readonly Reviewed[] | Refusal> {
  const waiting = (await readReviewed(tx, review.id)).filter(one => one.outcome === null && ids.includes(one.person_id))
  if (waiting.length === 0)
    return {
      refused: 'Choose at least one person.',
      problems: [{ where: 'person', what: 'Choose at least one person who still waits to be looked at.' }]
    }
  const reaches = await countReaches(
    tx,
    waiting.map(one => one.person_id),
    review.authorityId
  )
  return waiting.map(one => toReviewed(one, reaches.get(one.person_id) ?? 0))
}

/** Keeps or ends the access of those chosen. Ended means gone the same minute: every post here, and every section asked for. */
export async function answerReview(
  tx: Tx,
  who: Asking,
  review: Review,
  { ids, outcome }: { readonly ids: readonly string[]; readonly outcome: 'kept' | 'ended' },
  { today, now }: { readonly today: Temporal.PlainDate; readonly now: Temporal.Instant }
): Promise<readonly Reviewed[] | Refusal> {
  const chosen = await chosenOf(tx, review, ids)
  if (isRefusal(chosen)) return chosen
  if (outcome === 'ended' && chosen.some(({ id }) => id === who.id))
    return { refused: 'You cannot end your own access. Ask another administrator, so that one is left.' }
  for (const one of outcome === 'ended' ? chosen : []) {
    for (const post of await readPostIds(tx, one.id, review.authorityId))
      await updatePost(tx, post, { revoked_at: now.toString() })
    await endHelping(tx, one.id, review.authorityId)
    await closeSessionsOf(tx, one.id)
  }
  await insertAnswers(
    tx,
    chosen.map(({ id }) => ({
      review_id: review.id,
      authority_id: review.authorityId,
      person_id: id,
      outcome,
      answered_by: who.id,
      answered_at: now.toString()
    }))
  )
  await record(tx, {
    person: who.id,
    action: outcome === 'kept' ? 'keep access in a review' : 'end access in a review',
    authorityId: review.authorityId,
    ids: chosen.map(({ id }) => id),
    payload: { review: review.id, people: chosen.map(({ id, roles, children }) => ({ id, roles, children })) }
  })
  await finishWhereDone(tx, review, today)
  return chosen
}

/** A review is done once nobody waits. */
export async function finishWhereDone(tx: Tx, review: Review, today: Temporal.PlainDate): Promise<boolean> {
  if ((await readReviewed(tx, review.id)).some(one => one.outcome === null)) return false
  await updateReview(tx, review.id, { finished_on: today.toString() })
  return true
}
