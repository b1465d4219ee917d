import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { londonDay } from '../guidance/dates.ts'
import { type Audience, audiences, type Refusal } from '../guidance/words.ts'
import { candidatesOf, type Party } from '../meetings/meeting.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'
import { clocksOf, projectClocks } from '../peps/clocks.ts'
import type { Pep } from '../peps/pep.ts'
import { insertDelivery, readCopies, readDelivery, setFiled, setReleased } from './copies.queries.ts'

/** A copy that was made on sign-off: a file in the store, for one audience. */
export interface IssuedCopy {
  readonly id: string
  readonly audience: Audience
  readonly fileName: string
  readonly sha256: string
  readonly size: number
  readonly issuedOn: Temporal.PlainDate
  /** The parent's, once a second person has checked it. */
  readonly released: { readonly on: Temporal.PlainDate; readonly by: string } | null
}

/** The way of a plan to the council's case record. */
export interface Delivery {
  readonly state: 'queued' | 'sent' | 'failed' | 'filed'
  readonly sentOn: Temporal.PlainDate | null
  readonly filedOn: Temporal.PlainDate | null
  /** Null where the case record acknowledged it. */
  readonly filedBy: string | null
  readonly failure: string | null
}

type Of = Pick<Pep, 'id' | 'authorityId' | 'childId'>
interface Doing {
  readonly person: string
  readonly today: Temporal.PlainDate
  readonly origin: string
}

const dayOf = (at: Date): Temporal.PlainDate =>
  londonDay(Temporal.Instant.fromEpochMilliseconds(new Date(at).getTime()))
const isAudience = (word: string): word is Audience => (audiences as readonly string[]).includes(word)

/** The copies that this person's rows hold, in the order of `audiences`, of each the newest first. */
export async function copiesOf(tx: Tx, pepId: string): Promise<IssuedCopy[]> {
  const copies = (await readCopies(tx, pepId)).flatMap(row =>
    isAudience(row.audience)
      ? [
          {
            id: row.id,
            audience: row.audience,
            fileName: row.file_name,
            sha256: row.sha256,
            size: row.size,
            issuedOn: dayOf(row.issued_at),
            released: row.released_on
              ? { on: Temporal.PlainDate.from(row.released_on), by: row.released_by_name ?? 'somebody' }
              : null
          }
        ]
      : []
  )
  return copies.sort((a, b) => audiences.indexOf(a.audience) - audiences.indexOf(b.audience))
}

const states = ['queued', 'sent', 'failed', 'filed'] as const

/** Null: not on its way yet, or not this person's to see. */
export async function deliveryOf(tx: Tx, pepId: string): Promise<Delivery | null> {
  const row = await readDelivery(tx, pepId)
  const state = states.find(one => one === row?.state)
  if (!row || !state) return null
  return {
    state,
    sentOn: row.sent_at && dayOf(row.sent_at),
    filedOn: row.filed_on === null ? null : Temporal.PlainDate.from(row.filed_on),
    filedBy: row.filed_by_name,
    failure: row.failure
  }
}

const log = (tx: Tx, pep: Of, person: string, action: string, payload: unknown) =>
  record(tx, { person, action, authorityId: pep.authorityId, childId: pep.childId, pepId: pep.id, payload })

/** "I have saved it": the social worker has put the copy into the case record by hand (G 5). */
export async function confirmFiled(tx: Tx, pep: Of, { person, today }: Doing): Promise<Refusal | null> {
  const row = { id: newId(), pep_id: pep.id, authority_id: pep.authorityId, child_id: pep.childId, channel: 'folder' }
  const known = await readDelivery(tx, pep.id)
  if (!known) await insertDelivery(tx, { ...row, state: 'queued', document_name: '' })
  const delivery = known ?? (await readDelivery(tx, pep.id))
  if (!delivery || !(await setFiled(tx, delivery.id, person, today.toString())))
    return { refused: 'This plan was filed before. There is nothing left to confirm.' }
  await log(tx, pep, person, 'confirm filed', { filedOn: today.toString() })
  await projectClocks(tx, [pep.id], today)
  return null
}

/** The parent may read their copy: the social worker said yes for this plan, and this second person has checked it. */
export async function releaseParentCopy(
  tx: Tx,
  pep: Of,
  facts: { readonly copy: IssuedCopy | undefined; readonly agreedBy: string | null },
  doing: Doing
): Promise<Refusal | null> {
  if (!facts.agreedBy)
    return { refused: 'The social worker has not said yes to a parent for this plan. Ask them first.' }
  if (facts.agreedBy === doing.person)
    return { refused: 'You said yes to the parent. A second person must check the copy.' }
  if (!facts.copy) return { refused: 'The parent’s copy is not made yet. Try again in a minute.' }
  if (!(await setReleased(tx, facts.copy.id, doing.person, doing.today.toString())))
    return { refused: 'This copy was released before.' }
  await log(tx, pep, doing.person, 'release parent copy', { sha256: facts.copy.sha256 })
  await tellReaders(tx, pep, ['parent'], doing.origin)
  return null
}

/** Each person whose copy is ready, once: what waits, and a link. */
export async function tellReaders(
  tx: Tx,
  pep: Of,
  parties: readonly Party[],
  origin: string,
  addenda = 0
): Promise<void> {
  const link = `${origin}/peps/${pep.id}/copies`
  for (const { party, personId } of await candidatesOf(tx, pep.id))
    if (parties.includes(party))
      await tellOne(tx, pep, personId, {
        kind: 'copy ready',
        ...texts['copy ready']({ link }),
        origin,
        edition: `${addenda || ''}`
      })
}

/** The social worker is asked to save the full copy, by the day that the clock names (G 5). */
export async function tellSocialWorker(
  tx: Tx,
  pep: Of,
  { today, origin, addenda }: Omit<Doing, 'person'> & { readonly addenda: number }
): Promise<void> {
  await projectClocks(tx, [pep.id], today)
  const due = (await clocksOf(tx, pep.id)).find(({ name }) => name === 'file-copy')?.due
  const link = `${origin}/peps/${pep.id}/copies`
  const text = texts['signed off']({ link, due: due ? Temporal.PlainDate.from(due) : today })
  for (const { party, personId } of await candidatesOf(tx, pep.id))
    if (party === 'social-worker')
      await tellOne(tx, pep, personId, { kind: 'signed off', ...text, origin, edition: `${addenda || ''}` })
}

export async function tellFiled(tx: Tx, pep: Of, document: string, origin: string): Promise<void> {
  const text = texts['copy filed']({ link: `${origin}/peps/${pep.id}/copies` })
  for (const { party, personId } of await candidatesOf(tx, pep.id))
    if (party === 'social-worker')
      await tellOne(tx, pep, personId, { kind: 'copy filed', ...text, origin, edition: document })
}

const tellOne = (
  tx: Tx,
  pep: Of,
  person: string,
  {
    edition,
    ...message
  }: {
    kind: 'signed off' | 'copy ready' | 'copy filed'
    subject: string
    words: string
    origin: string
    /** What tells this event from the one before: an addendum's copies are told anew. */
    edition: string
  }
) =>
  sendMessage(tx, {
    eventKey: `${message.kind} ${pep.id} ${person} ${edition}`.trim(),
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    to: { person },
    ...message
  })
