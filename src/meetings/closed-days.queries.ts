import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface ClosedDayRow {
  id: string
  setting_id: string
  first_day: string
  last_day: string
  kind: string
  words: string
}

/** What is marked and not over, soonest first. */
export const readClosedDays = (tx: Tx, settingIds: readonly string[]): Promise<ClosedDayRow[]> =>
  settingIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('setting_closed_day')
        .select(['id', 'setting_id', 'first_day', 'last_day', 'kind', 'words'])
        .where('setting_id', 'in', [...settingIds])
        .where('removed_at', 'is', null)
        .where('last_day', '>=', sql<string>`app.today()`)
        .orderBy('first_day')
        .orderBy('id')
        .execute()

export const readSettingNames = (tx: Tx, ids: readonly string[]): Promise<Array<{ id: string; name: string }>> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('setting')
        .select(['id', 'name'])
        .where('id', 'in', [...ids])
        .orderBy('name')
        .execute()

export const insertClosedDays = (tx: Tx, row: Insertable<Schema['setting_closed_day']>) =>
  tx.insertInto('setting_closed_day').values(row).execute()

export const removeClosedDays = (tx: Tx, id: string, at: string) =>
  tx.updateTable('setting_closed_day').set({ removed_at: at }).where('id', '=', id).execute()

/** Meetings to come at a setting, of the children whose rows allow it, that fall on these days. */
export async function countMeetingsOn(tx: Tx, settingId: string, first: string, last: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*)::int as number from meeting m join pep p on p.id = m.pep_id
     where p.setting_id = ${settingId} and m.held_on is null and m.on_date between ${first}::date and ${last}::date`.execute(
    tx
  )
  return rows[0]?.number ?? 0
}
