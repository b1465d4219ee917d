import { record } from '../audit/audit.ts'
import { contextOf } from '../authorities/authority.ts'
import { newId } from '../db/id.ts'
import { isUuid, type Tx } from '../db/transaction.ts'
import { may } from '../guidance/access.ts'
import { dueAfter } from '../guidance/clocks/clock.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { type Role, roles } from '../guidance/words.ts'
import { nameOf } from '../people/who.ts'
import { projectClocks } from '../peps/clocks.ts'
import { advisersOf } from '../quality/people.ts'
import { tell } from '../quality/tell.ts'
import {
  type ConcernRow,
  insertConcern,
  insertMessage,
  readConcern,
  readConcerns,
  readMessages,
  readStanding,
  updateConcern
} from './concern.queries.ts'

export const stages = { before: 'Before a meeting', after: 'After a meeting' } as const
export type Stage = keyof typeof stages
export const isStage = (word: string): word is Stage => Object.hasOwn(stages, word)

/** A question or an unresolved issue put to the adviser. Never the way to report that a child is unsafe. */
export interface Concern {
  readonly id: string
  readonly authorityId: number
  readonly childId: string
  readonly childName: string
  readonly pepId: string | null
  readonly stage: Stage
  readonly words: string
  readonly raisedById: string
  readonly raisedBy: string
  readonly raisedOn: PlainDate
  readonly adviserId: string | null
  readonly outcome: string | null
  readonly answeredOn: PlainDate | null
  readonly closedOn: PlainDate | null
}

const date = (iso: string | null) => (iso === null ? null : Temporal.PlainDate.from(iso))

const toConcern = (row: ConcernRow): Concern => ({
  id: row.id,
  authorityId: row.authority_id,
  childId: row.child_id,
  childName: nameOf(row),
  pepId: row.pep_id,
  stage: isStage(row.stage) ? row.stage : 'after',
  words: row.words,
  raisedById: row.raised_by,
  raisedBy: row.raiser ?? 'somebody else',
  raisedOn: Temporal.PlainDate.from(row.raised_on),
  adviserId: row.adviser_id,
  outcome: row.outcome,
  answeredOn: date(row.answered_on),
  closedOn: date(row.closed_on)
})

export async function findConcern(tx: Tx, id: string): Promise<Concern | null> {
  const row = isUuid(id) ? await readConcern(tx, id) : null
  return row && toConcern(row)
}

/** One page of the list and whether there is another. */
export async function concernsOf(tx: Tx, of: { answers: boolean; setting: string | null; page: number }) {
  const size = 50
  const rows = await readConcerns(tx, { ...of, most: size + 1, from: (of.page - 1) * size })
  return { concerns: rows.slice(0, size).map(toConcern), more: rows.length > size }
}

export const messagesOf = async (tx: Tx, concernId: string) =>
  (await readMessages(tx, concernId)).map(row => ({
    words: row.words,
    at: Temporal.Instant.from(row.written_at),
    by: row.name ?? 'somebody else'
  }))

/** As the roles of the table: how this person stands to the concern's child. */
export async function standingTo(tx: Tx, { childId }: Concern): Promise<Role[]> {
  const held = await readStanding(tx, childId)
  return roles.filter(role => held.includes(role))
}

/** The day an answer is due, for each that waits for one where the authority has the clock on. */
export async function duesOf(tx: Tx, concerns: readonly Concern[], today: PlainDate): Promise<Map<string, PlainDate>> {
  const dues = new Map<string, PlainDate>()
  const waiting = concerns.filter(({ answeredOn, closedOn }) => !answeredOn && !closedOn)
  for (const [authorityId, some] of Map.groupBy(waiting, one => one.authorityId)) {
    const context = await contextOf(tx, authorityId, today)
    const { on, days, kind } = context.policy.clocks.concern
    for (const { id, raisedOn } of on ? some : []) {
      const { due } = dueAfter(raisedOn, days, kind, context)
      if (due) dues.set(id, due)
    }
  }
  return dues
}

/** Who raised it, and the Virtual School that answers: not the others who work with the child. */
export const reads = (concern: Concern, person: string, standing: readonly Role[]): boolean =>
  may('see concern', standing) && (concern.raisedById === person || may('answer concern', standing))

export { type PatternRow, readPatterns as patternsOf } from './concern.queries.ts'

interface Doing {
  readonly person: string
  readonly role: Role | null
  readonly today: PlainDate
  readonly origin: string
}
interface OfChild {
  readonly authorityId: number
  readonly childId: string
  readonly pepId: string | null
}

/** Raised: it goes to the child's adviser at once, or to the heads where there is none. */
export async function raiseConcern(
  tx: Tx,
  of: OfChild,
  said: { readonly stage: Stage; readonly words: string },
  doing: Doing
): Promise<string> {
  const id = newId()
  const to = await advisersOf(tx, of)
  await insertConcern(tx, {
    id,
    authority_id: of.authorityId,
    child_id: of.childId,
    pep_id: of.pepId,
    ...said,
    raised_by: doing.person,
    raised_on: `${doing.today}`,
    adviser_id: to[0] ?? null
  })
  await follow(tx, of, doing, 'raise concern', { concern: id, ...said })
  const telling = { about: about(of), to, event: `concern raised ${id}`, path: `/concerns/${id}`, origin: doing.origin }
  await tell(tx, 'concern raised', telling)
  return id
}

/** One more message of the thread. An adviser's is an answer; with an outcome it closes the concern. */
export async function writeInConcern(
  tx: Tx,
  concern: Concern,
  said: { readonly words: string; readonly answers: boolean; readonly outcome: string | null },
  doing: Doing
): Promise<void> {
  const message = newId()
  const of = { authority_id: concern.authorityId, child_id: concern.childId }
  const written = { words: said.words, written_by: doing.person, written_at: new Date().toISOString() }
  if (said.words) await insertMessage(tx, { id: message, concern_id: concern.id, ...of, ...written })
  const on = `${doing.today}`
  if (said.answers)
    await updateConcern(tx, concern.id, {
      ...(concern.answeredOn ? {} : { answered_on: on }),
      ...(said.outcome ? { outcome: said.outcome, closed_on: on } : {})
    })
  const did = said.answers ? (said.outcome ? 'close concern' : 'answer concern') : 'write in concern'
  await follow(tx, concern, doing, did, { concern: concern.id, words: said.words, outcome: said.outcome })
  const to = said.answers ? [concern.raisedById] : await advisersOf(tx, concern)
  await tell(tx, said.answers ? 'concern answered' : 'concern raised', {
    about: about(concern),
    to,
    event: `concern message ${message}`,
    path: `/concerns/${concern.id}`,
    origin: doing.origin
  })
}

const about = ({ pepId, authorityId, childId }: OfChild) => ({ id: pepId, authorityId, childId })

async function follow(tx: Tx, of: OfChild, { person, role, today }: Doing, action: string, payload: unknown) {
  const { authorityId, childId, pepId } = of
  await record(tx, { person, role, action, authorityId, childId, pepId, payload })
  if (pepId) await projectClocks(tx, [pepId], today)
}
