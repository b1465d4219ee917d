import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'
import type { texts } from './texts.ts'

export type MessageKind = keyof typeof texts

/**
 * False where the event was told before, or the child's record is closed by a death or an adoption: of that child nobody hears
 * any more, whatever job is still under way. No conflict target: naming one would ask for the right to see the row.
 */
export async function insertMessage(
  tx: Tx,
  row: Insertable<Schema['outbox']> & { kind: MessageKind }
): Promise<boolean> {
  const columns = sql.join(Object.keys(row).map(name => sql.ref(name)))
  const { numAffectedRows } = await sql`
    insert into outbox (${columns}) select ${columns} from jsonb_populate_record(null::outbox, ${JSON.stringify(row)}::jsonb) r
     where not exists (select from child c where c.id = r.child_id and (c.died_on is not null or c.adopted_on is not null))
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export interface MessageToDeliver {
  message_id: string
  kind: string
  email: string | null
  subject: string
  words: string
  ics: string | null
  authority_id: number
  school: string
  reply_to: string
}

/** Null where it was sent already. */
export async function readMessageToDeliver(tx: Tx, id: string): Promise<MessageToDeliver | null> {
  const { rows } = await sql<MessageToDeliver>`select * from app.message_to_deliver(${id}::uuid)`.execute(tx)
  return rows[0] ?? null
}

export async function markSent(tx: Tx, id: string): Promise<void> {
  await sql`select app.message_sent(${id}::uuid)`.execute(tx)
}
/** Somebody else delivers it now, and says later whether it arrived. */
export async function markTaken(tx: Tx, id: string): Promise<void> {
  await sql`select app.message_taken(${id}::uuid)`.execute(tx)
}
/** It arrived: the person can be reached by e-mail. */
export async function markReached(tx: Tx, id: string): Promise<void> {
  await sql`select app.message_reached(${id}::uuid)`.execute(tx)
}
export async function readTakenMessage(
  tx: Tx,
  id: string
): Promise<{ message_id: string; authority_id: number } | null> {
  const { rows } = await sql<{ message_id: string; authority_id: number }>`
    select * from app.taken_message(${id}::uuid)`.execute(tx)
  return rows[0] ?? null
}
export async function markFailed(tx: Tx, id: string, why: string): Promise<void> {
  await sql`select app.message_failed(${id}::uuid, ${why})`.execute(tx)
}
/** The address does not exist: the person is marked as not to be reached by e-mail. */
export async function markUndeliverable(tx: Tx, id: string, why: string): Promise<void> {
  await sql`select app.message_undeliverable(${id}::uuid, ${why})`.execute(tx)
}

export interface OwnMessageRow {
  id: string
  subject: string
  words: string
  made_at: string
  read_at: string | null
  pep_id: string | null
  /** Null where it is about no child, or about one whom this person may not see. */
  child_id: string | null
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
}

/** The person's own, newest first, each with the child that it is about: this is read after signing in. The join to `to_person` narrows: staff see others' rows as well. */
export async function readOwnMessages(tx: Tx, from: number, most: number): Promise<OwnMessageRow[]> {
  return tx
    .selectFrom('outbox')
    .leftJoin('child', 'child.id', 'outbox.child_id')
    .leftJoin('pep', 'pep.id', 'outbox.pep_id')
    .select(['outbox.id', 'outbox.subject', 'outbox.words', 'outbox.made_at', 'outbox.read_at', 'pep.id as pep_id'])
    .select(['child.id as child_id', 'child.first_name', 'child.last_name', 'child.preferred_name'])
    .where('outbox.to_person', '=', sql<string>`app.person()`)
    .orderBy('outbox.made_at', 'desc')
    .orderBy('outbox.id', 'desc')
    .offset(from)
    .limit(most)
    .execute()
}

export async function countOwnMessages(tx: Tx): Promise<{ all: number; unread: number }> {
  return tx
    .selectFrom('outbox')
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('read_at', 'is', null).as('unread')
    ])
    .where('to_person', '=', sql<string>`app.person()`)
    .executeTakeFirstOrThrow()
}

/** Marks the person's own messages as read: one, or with null all. */
export async function markRead(tx: Tx, id: string | null, at: string): Promise<void> {
  let update = tx
    .updateTable('outbox')
    .set({ read_at: at })
    .where('to_person', '=', sql<string>`app.person()`)
    .where('read_at', 'is', null)
  if (id !== null) update = update.where('id', '=', id)
  await update.execute()
}
