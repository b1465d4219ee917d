import { sql, type Updateable } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface ViewsRow {
  party: string
  recorded_on: string | null
  how: string | null
  recorded_by: string | null
  reason_none: string | null
  readers: string[] | null
  wants_to_come: string | null
  with_whom: string | null
  read_at: string | null
  read_by: string | null
}

export async function readViews(tx: Tx, pepId: string): Promise<ViewsRow[]> {
  const { rows } = await sql<ViewsRow>`
    select v.party, v.recorded_on, v.how, w.name as recorded_by, v.reason_none, v.readers, v.wants_to_come, v.with_whom,
           v.read_at, r.name as read_by
      from views v left join person w on w.id = v.recorded_by left join person r on r.id = v.read_by
     where v.pep_id = ${pepId}`.execute(tx)
  return rows
}

export const upsertViews = (
  tx: Tx,
  pep: { id: string; authorityId: number; childId: string },
  party: string,
  change: Updateable<Schema['views']>
) =>
  tx
    .insertInto('views')
    .values({ pep_id: pep.id, party, authority_id: pep.authorityId, child_id: pep.childId, ...change })
    .onConflict(conflict => conflict.columns(['pep_id', 'party']).doUpdateSet(change))
    .execute()

export async function clearReason(tx: Tx, pepId: string, party: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('views')
    .set({ reason_none: null, none_on: null })
    .where('pep_id', '=', pepId)
    .where('party', '=', party)
    .where('reason_none', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** How the child last chose their pages to look. */
export async function readLook(tx: Tx, childId: string): Promise<string[]> {
  const { rows } = await sql<{ look: string[] }>`
    select v.look from views v join pep p on p.id = v.pep_id where v.child_id = ${childId} and v.party = 'child' and v.look is not null
     order by p.opened_on desc, p.id desc limit 1`.execute(tx)
  return rows[0]?.look ?? []
}

/** The social workers and designated teachers of a pep. */
export async function readAdults(tx: Tx, pepId: string): Promise<{ person_id: string; role: string }[]> {
  const { rows } = await sql<{ person_id: string; role: string }>`select * from app.adults_of(${pepId})`.execute(tx)
  return rows
}

export async function readChildPerson(tx: Tx, pepId: string, fresh: string): Promise<string | null> {
  const { rows } = await sql<{ person: string | null }>`select app.child_person(${pepId}, ${fresh}) as person`.execute(
    tx
  )
  return rows[0]?.person ?? null
}

export async function readParentAgreed(tx: Tx, pepId: string): Promise<boolean> {
  const { rows } = await sql<{ agreed: boolean }>`select app.parent_agreed(${pepId}) as agreed`.execute(tx)
  return rows[0]?.agreed ?? false
}

export async function storeReaders(tx: Tx, pepId: string, readers: readonly string[]): Promise<void> {
  await sql`select app.set_readers(${pepId}, ${[...readers]}::text[])`.execute(tx)
}

export interface LinkRow {
  person_id: string
  purpose: string
  pep_id: string | null
  detail: { party?: string; askedBy?: string; council?: string }
  state: 'good' | 'used' | 'expired' | 'revoked'
}
export async function readLink(tx: Tx, hash: Buffer): Promise<LinkRow | null> {
  const { rows } = await sql<LinkRow>`select * from app.link(${hash})`.execute(tx)
  return rows[0] ?? null
}
export async function insertLink(
  tx: Tx,
  link: { hash: Buffer; person: string; pepId: string; detail: LinkRow['detail']; until: string }
): Promise<void> {
  await sql`select app.revoke_links(${link.person}, ${link.pepId})`.execute(tx)
  await sql`select app.make_link(${link.hash}, ${link.person}, 'views', ${link.pepId}, ${JSON.stringify(link.detail)}::jsonb, ${link.until}::timestamptz)`.execute(
    tx
  )
}
export async function consumeLink(tx: Tx, hash: Buffer): Promise<void> {
  await sql`select app.use_link(${hash})`.execute(tx)
}
