import type { Selectable } from 'kysely'
import type { SettingTable } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export type StoredSetting = Selectable<SettingTable>

/** Settings that have a URN, by it. */
export async function readSettings(tx: Tx): Promise<ReadonlyMap<number, StoredSetting>> {
  const rows = await tx.selectFrom('setting').selectAll().where('urn', 'is not', null).execute()
  return new Map(rows.flatMap(row => (row.urn === null ? [] : [[row.urn, row]])))
}
