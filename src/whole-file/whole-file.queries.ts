import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface WholeFileRow {
  id: string
  authority_id: number
  child_id: string
  asked_by: string
  asked_by_name: string
  asked_at: string
  reason: string
  file_name: string | null
  sha256: string | null
  size: number | null
  contents: string[]
  made_at: string | null
}

/** Requests for a child's file, the newest first. */
export async function readWholeFiles(tx: Tx, of: { child: string } | { id: string }): Promise<WholeFileRow[]> {
  const { rows } = await sql<WholeFileRow>`
    select w.id, w.authority_id, w.child_id, w.asked_by, p.name as asked_by_name, w.asked_at, w.reason, w.file_name, w.sha256, w.size,
           w.contents, w.made_at
      from whole_file w join person p on p.id = w.asked_by
     where ${'child' in of ? sql`w.child_id = ${of.child}` : sql`w.id = ${of.id}`} order by w.asked_at desc, w.id desc`.execute(
    tx
  )
  return rows
}

export const insertWholeFile = (tx: Tx, row: Insertable<Schema['whole_file']>) =>
  tx.insertInto('whole_file').values(row).execute()

export const setFileMade = (
  tx: Tx,
  id: string,
  made: { file_name: string; sha256: string; size: number; contents: readonly string[]; made_at: string }
) =>
  tx
    .updateTable('whole_file')
    .set({ ...made, contents: JSON.stringify(made.contents) })
    .where('id', '=', id)
    .where('made_at', 'is', null)
    .execute()

export interface Column {
  readonly table_name: string
  readonly column_name: string
  readonly type: string
  /** The table whose row it names; null where it names none. */
  readonly names: string | null
}

export async function readColumns(tx: Tx): Promise<Column[]> {
  const { rows } = await sql<Column>`select * from app.columns_of_child_tables()`.execute(tx)
  return rows
}

export type StoredRow = Readonly<Record<string, unknown>>

/** Every row of a table about this child, as this person may see it, in the order of its first date. */
export async function readRowsOf(tx: Tx, table: string, child: string, orderBy: string | null): Promise<StoredRow[]> {
  const { rows } = await sql<{ row: StoredRow }>`
    select to_jsonb(t) as row from ${sql.table(table)} t where ${sql.ref(table === 'child' ? 't.id' : 't.child_id')} = ${child}
     order by ${orderBy ? sql`${sql.ref(`t.${orderBy}`)} nulls last, ` : sql``}to_jsonb(t)::text`.execute(tx)
  return rows.map(({ row }) => row)
}

export interface NamedPerson {
  readonly id: string
  readonly name: string
  /** The child's own account. */
  readonly self: boolean
}

export async function readPeople(tx: Tx, child: string, ids: readonly string[]): Promise<NamedPerson[]> {
  const { rows } = await sql<NamedPerson>`
    select p.id, p.name, exists (select from allocation a where a.person_id = p.id and a.child_id = ${child} and a.role = 'child') as self
      from person p where p.id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

export async function readSettings(tx: Tx, ids: readonly string[]): Promise<Array<{ id: string; name: string }>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, concat_ws(', ', name, nullif(town, '')) as name from setting where id = any(${ids}::uuid[])`.execute(tx)
  return rows
}
