import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

const rowsAtOnce = 2000

/**
 * Inserts rows, or updates those that are there already, some thousands a statement. All rows name the same columns;
 * columns that they do not name keep their default or what they were.
 */
export async function upsertAll<T extends keyof Schema & string>(
  tx: Tx,
  table: T,
  key: keyof Schema[T] & string,
  rows: readonly Insertable<Schema[T]>[]
): Promise<void> {
  const names = Object.keys(rows[0] ?? {})
  const columns = sql.join(names.map(name => sql.ref(name)))
  const updates = sql.join(
    names.filter(name => name !== key).map(name => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`)
  )
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = JSON.stringify(rows.slice(at, at + rowsAtOnce))
    await sql`insert into ${sql.table(table)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${some}::jsonb)
      on conflict (${sql.ref(key)}) do update set ${updates}`.execute(tx)
  }
}

/** One import at a time for an authority: two would each see the other's children as new. */
export const oneImportAtATime = (tx: Tx, authorityId: number) =>
  sql`select pg_advisory_xact_lock(hashtext('openpep import'), ${authorityId}::int)`.execute(tx)
