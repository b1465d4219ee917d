import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface PackRow {
  id: string
  authority_id: number
  child_id: string
  setting_id: string
  setting: string
  asked_by: string
  asked_at: string
  file_name: string | null
  sha256: string | null
  size: number | null
  contents: string[]
  made_at: string | null
  received_by: string | null
  received_on: string | null
}

/** A child's packs that this person may see, the newest first. */
export async function readPacks(tx: Tx, of: { child: string } | { pack: string }): Promise<PackRow[]> {
  const mine =
    'child' in of
      ? sql`k.child_id = ${of.child}`
      : sql`k.id = ${of.pack} and exists (select from child c where c.id = k.child_id and c.died_on is null and c.adopted_on is null)`
  const { rows } = await sql<PackRow>`
    select k.id, k.authority_id, k.child_id, k.setting_id, s.name as setting, a.name as asked_by, k.asked_at, k.file_name, k.sha256, k.size,
           k.contents, k.made_at, r.name as received_by, k.received_on
      from transfer_pack k join setting s on s.id = k.setting_id join person a on a.id = k.asked_by left join person r on r.id = k.received_by
     where ${mine} order by k.asked_at desc, k.id desc`.execute(tx)
  return rows
}

export const insertPack = (tx: Tx, row: Insertable<Schema['transfer_pack']>) =>
  tx.insertInto('transfer_pack').values(row).execute()

export const setMade = (
  tx: Tx,
  id: string,
  made: { file_name: string; sha256: string; size: number; contents: readonly string[]; made_at: string }
) =>
  tx
    .updateTable('transfer_pack')
    .set({ ...made, contents: JSON.stringify(made.contents) })
    .where('id', '=', id)
    .where('made_at', 'is', null)
    .execute()

/** False where somebody has said so before. */
export async function setReceived(tx: Tx, id: string, by: string, on: string): Promise<boolean> {
  const done = await tx
    .updateTable('transfer_pack')
    .set({ received_by: by, received_on: on })
    .where('id', '=', id)
    .where('received_on', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** The child's plans that go into a pack: all that are signed off, and the transition plan that is still open. */
export async function readPlansToHandOver(tx: Tx, childId: string): Promise<Array<{ id: string; state: string }>> {
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from pep where child_id = ${childId}
       and (state = 'signed-off' or (kind = 'transition' and state <> 'not-required')) order by opened_on, id`.execute(
    tx
  )
  return rows
}

/** Documents of any plan that the setting may read. */
export async function readDocumentsForSetting(
  tx: Tx,
  childId: string
): Promise<Array<{ file_name: string; sha256: string }>> {
  const { rows } = await sql<{ file_name: string; sha256: string }>`
    select file_name, sha256 from document
     where child_id = ${childId} and 'setting' = any(audience) and withdrawn_at is null order by uploaded_at, id`.execute(
    tx
  )
  return rows
}

/** The main setting that the child goes to next, or is at. */
export async function readNextSetting(tx: Tx, childId: string): Promise<{ id: string; name: string } | null> {
  const { rows } = await sql<{ id: string; name: string }>`
    select s.id, s.name from enrolment e join setting s on s.id = e.setting_id
     where e.child_id = ${childId} and e.main and (e.ends is null or (e.ends > app.today() and e.ends > e.starts))
     order by e.starts desc limit 1`.execute(tx)
  return rows[0] ?? null
}

/** The designated teachers of a setting who see the child already. */
export async function readTeachersThere(tx: Tx, childId: string, settingId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select d.person_id from enrolment e join appointment d on d.setting_id = e.setting_id and d.authority_id = e.authority_id
     where e.child_id = ${childId} and e.setting_id = ${settingId} and e.starts <= app.today() and (e.ends is null or e.ends > app.today())
       and d.role = 'designated-teacher' and d.revoked_at is null and d.starts <= app.today() and (d.ends is null or d.ends > app.today())`.execute(
    tx
  )
  return rows.map(row => row.person_id)
}
