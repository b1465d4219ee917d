import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** From here to `finishWriting` the rows that are changed are kept as they were before. */
export const beginWriting = (tx: Tx, runId: string) =>
  sql`select set_config('app.import_run', ${runId}, true)`.execute(tx)

/** Counts what was written, and lets go of what earlier imports of the kind had kept. */
export const finishWriting = (tx: Tx, runId: string) => sql`select app.finish_import(${runId}::uuid)`.execute(tx)

/** Null where it is taken back; else what stands in the way, as the database has it: `used answer`. */
export async function takeBack(
  tx: Tx,
  runId: string
): Promise<{ readonly because: string | null; readonly children: readonly string[] }> {
  const { rows } = await sql<{ because: string | null; children: string[] }>`
    select because, children from app.undo_import(${runId}::uuid)`.execute(tx)
  return rows[0] ?? { because: 'gone', children: [] }
}

export const markUndone = (tx: Tx, runId: string, person: string) =>
  tx
    .updateTable('import_run')
    .set({ undone_at: new Date().toISOString(), undone_by: person })
    .where('id', '=', runId)
    .execute()
