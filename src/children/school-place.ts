import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { isAfter, type PlainDate } from '../guidance/dates.ts'
import type { Refusal } from '../guidance/words.ts'
import { projectClocks } from '../peps/clocks.ts'
import { readPepIds } from './changes.queries.ts'
import { insertApplication, insertReview, readApplications, readReviews, setResult } from './school-place.queries.ts'

export const results = {
  waiting: 'Waiting',
  offered: 'Place offered',
  refused: 'Refused',
  appeal: 'Appeal or direction'
}
export type Result = keyof typeof results
export const isResult = (word: string): word is Result => word in results

export interface Application {
  readonly id: string
  readonly school: string
  readonly askedOn: PlainDate
  readonly result: Result
  readonly resultOn: PlainDate | null
}
export interface PlaceReview {
  readonly on: PlainDate
  readonly words: string
  readonly nextOn: PlainDate | null
  readonly by: string
}
export interface PlaceSearch {
  readonly applications: readonly Application[]
  readonly reviews: readonly PlaceReview[]
}

const day = (iso: string): PlainDate => Temporal.PlainDate.from(iso)
const dayOrNull = (iso: string | null) => (iso === null ? null : day(iso))

/** Which schools were asked, and the weekly reviews of the search (G 3.1). */
export async function placeSearchOf(tx: Tx, childId: string): Promise<PlaceSearch> {
  const applications = (await readApplications(tx, childId)).map(row => ({
    id: row.id,
    school: row.school,
    askedOn: day(row.asked_on),
    result: row.result,
    resultOn: dayOrNull(row.result_on)
  }))
  const reviews = (await readReviews(tx, childId)).map(row => ({
    on: day(row.on_date),
    words: row.words,
    nextOn: dayOrNull(row.next_on),
    by: row.by
  }))
  return { applications, reviews }
}

interface Of {
  readonly childId: string
  readonly authorityId: number
}
interface Doing {
  readonly person: string
  readonly today: PlainDate
}

const refuse = (where: string, what: string): Refusal => ({ refused: what, problems: [{ where, what }] })
const log = (tx: Tx, of: Of, { person }: Doing, action: string, payload: unknown) =>
  record(tx, { person, action, authorityId: of.authorityId, childId: of.childId, payload })

export async function addApplication(
  tx: Tx,
  of: Of,
  wanted: { readonly school: string; readonly askedOn: PlainDate },
  doing: Doing
): Promise<Refusal | null> {
  if (wanted.school === '') return refuse('school', 'Enter the school that was asked')
  if (isAfter(wanted.askedOn, doing.today)) return refuse('asked-day', 'Enter today or an earlier day')
  const row = { id: newId(), school: wanted.school, asked_on: wanted.askedOn.toString() }
  await insertApplication(tx, { ...row, authority_id: of.authorityId, child_id: of.childId, written_by: doing.person })
  await log(tx, of, doing, 'record a school application', row)
  return null
}

export async function settleApplication(
  tx: Tx,
  of: Of,
  wanted: { readonly id: string; readonly result: Result },
  doing: Doing
): Promise<Refusal | null> {
  if (!(await setResult(tx, of.childId, wanted.id, wanted.result, doing.today.toString())))
    return { refused: 'This application is not there any more. Look at the list again.' }
  await log(tx, of, doing, 'record the result of a school application', wanted)
  return null
}

/** A weekly review: what was done this week, and when it is looked at next. Never changed afterwards. */
export async function addReview(
  tx: Tx,
  of: Of,
  wanted: { readonly words: string; readonly on: PlainDate; readonly nextOn: PlainDate | null },
  doing: Doing
): Promise<Refusal | null> {
  const { words, on, nextOn } = wanted
  if (words === '') return refuse('words', 'Say what was done and what comes next')
  if (isAfter(on, doing.today)) return refuse('reviewed-day', 'Enter today or an earlier day')
  if (nextOn && !isAfter(nextOn, on)) return refuse('next-day', 'The next review must be after this one')
  const row = { id: newId(), on_date: on.toString(), words, next_on: nextOn?.toString() ?? null }
  await insertReview(tx, { ...row, authority_id: of.authorityId, child_id: of.childId, written_by: doing.person })
  await projectClocks(tx, await readPepIds(tx, of.childId), doing.today)
  await log(tx, of, doing, 'review the search for a school place', row)
  return null
}
