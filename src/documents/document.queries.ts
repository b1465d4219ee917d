import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface DocumentRow {
  id: string
  pep_id: string
  type: string
  title: string
  dated: string | null
  file_name: string
  media_type: string
  size: number
  sha256: string
  audience: string[]
  uploaded_by_name: string | null
  uploaded_at: string
}

/** The documents of a plan that are not withdrawn, newest first; `id` narrows to one. */
export async function readDocuments(tx: Tx, pepId: string, id?: string): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`
    select d.id, d.pep_id, d.type, d.title, d.dated, d.file_name, d.media_type, d.size, d.sha256, d.audience, w.name as uploaded_by_name, d.uploaded_at
      from document d left join person w on w.id = d.uploaded_by
     where d.pep_id = ${pepId} and d.withdrawn_at is null ${id === undefined ? sql`` : sql`and d.id = ${id}`}
     order by d.uploaded_at desc, d.id`.execute(tx)
  return rows
}

export const insertDocument = (
  tx: Tx,
  row: Omit<DocumentRow, 'uploaded_by_name'> & { authority_id: number; child_id: string; uploaded_by: string }
) => tx.insertInto('document').values(row).execute()

export const updateWithdrawn = (tx: Tx, id: string, by: string, at: string) =>
  tx.updateTable('document').set({ withdrawn_at: at, withdrawn_by: by }).where('id', '=', id).execute()

export const updateAudience = (tx: Tx, id: string, audience: readonly string[]) =>
  tx
    .updateTable('document')
    .set({ audience: [...audience] })
    .where('id', '=', id)
    .execute()
