import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface CopyRow {
  id: string
  audience: string
  file_name: string
  sha256: string
  size: number
  issued_at: Date
  released_on: string | null
  released_by_name: string | null
}

/** The copies that this person's rows hold, the newest first: an addendum made some of them anew. */
export async function readCopies(tx: Tx, pepId: string): Promise<CopyRow[]> {
  const { rows } = await sql<CopyRow>`
    select c.id, c.audience, c.file_name, c.sha256, c.size, c.issued_at, c.released_on, p.name as released_by_name
      from issued_copy c left join person p on p.id = c.released_by
     where c.pep_id = ${pepId} order by c.issued_at desc, c.id desc`.execute(tx)
  return rows
}

/** The same file for the same audience is one row however often it is made. */
export async function insertCopies(tx: Tx, rows: readonly Insertable<Schema['issued_copy']>[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('issued_copy')
    .values([...rows])
    .onConflict(conflict => conflict.columns(['pep_id', 'audience', 'sha256']).doNothing())
    .execute()
}

export async function setReleased(tx: Tx, copyId: string, by: string, on: string): Promise<boolean> {
  const { rows } = await sql`update issued_copy set released_by = ${by}, released_on = ${on}
    where id = ${copyId} and audience = 'parent' and released_on is null returning id`.execute(tx)
  return rows.length > 0
}

export interface DeliveryRow {
  id: string
  state: string
  addenda: number
  document_name: string
  sha256: string | null
  sent_at: Date | null
  filed_on: string | null
  filed_by_name: string | null
  failure: string | null
}
/** Of the newest edition. */
export async function readDelivery(tx: Tx, pepId: string): Promise<DeliveryRow | null> {
  const { rows } = await sql<DeliveryRow>`
    select d.id, d.state, d.addenda, d.document_name, d.sha256, d.sent_at, d.filed_on, d.failure, p.name as filed_by_name
      from delivery d left join person p on p.id = d.filed_by where d.pep_id = ${pepId} and d.channel = 'folder'
     order by d.addenda desc limit 1`.execute(tx)
  return rows[0] ?? null
}

export async function insertDelivery(tx: Tx, row: Insertable<Schema['delivery']>): Promise<void> {
  await tx
    .insertInto('delivery')
    .values(row)
    .onConflict(conflict => conflict.columns(['pep_id', 'channel', 'addenda']).doNothing())
    .execute()
}

/** What became of the drop. What is filed already stays filed. */
export async function setDelivered(
  tx: Tx,
  documentName: string,
  outcome: { readonly sha256: string } | { readonly failure: string }
): Promise<void> {
  const [sha256, failure] = 'sha256' in outcome ? [outcome.sha256, null] : [null, outcome.failure.slice(0, 500)]
  await sql`update delivery set state = case when ${failure}::text is null then 'sent' else 'failed' end, failure = ${failure},
      sha256 = coalesce(${sha256}, sha256), sent_at = case when ${failure}::text is null then clock_timestamp() else sent_at end
    where document_name = ${documentName} and channel = 'folder' and state <> 'filed'`.execute(tx)
}

/** False where it was filed before. `by` null: the case record acknowledged. */
export async function setFiled(tx: Tx, id: string, by: string | null, on: string): Promise<boolean> {
  const { rows } = await sql`update delivery set state = 'filed', filed_on = ${on}, filed_by = ${by}, failure = null
    where id = ${id} and state <> 'filed' returning id`.execute(tx)
  return rows.length > 0
}

/** Why a receipt was not believed, for the people of the plan and the administrator. */
export async function setReceiptProblem(tx: Tx, documentName: string, problem: string): Promise<void> {
  await sql`update delivery set failure = ${problem} where document_name = ${documentName} and state <> 'filed'`.execute(
    tx
  )
}

export interface SentRow {
  id: string
  pep_id: string
  child_id: string
  authority_id: number
  document_name: string
  sha256: string
  state: string
}
/** What was sent under these names. */
export async function readSent(tx: Tx, names: readonly string[]): Promise<SentRow[]> {
  const { rows } =
    await sql<SentRow>`select id, pep_id, child_id, authority_id, document_name, sha256, state from delivery
    where document_name = any(${[...names]}::text[]) and sha256 is not null`.execute(tx)
  return rows
}
