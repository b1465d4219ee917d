import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** The key that runs, given out once more; one whose 24 hours are over is replaced by `fresh`, whose words are then lost. */
export async function giveDraftKey(
  tx: Tx,
  { person, browser, fresh, now }: { person: string; browser: string; fresh: Buffer; now: string }
): Promise<Buffer> {
  const { rows } = await sql<{ key: Buffer }>`
    insert into draft_key as kept (person_id, browser, key, given_at) values (${person}, ${browser}, ${fresh}, ${now})
    on conflict (person_id, browser) do update set given_at = excluded.given_at,
      key = case when kept.given_at > excluded.given_at - interval '24 hours' then kept.key else excluded.key end
    returning key`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('A key was not given out.')
  return row.key
}

export const deleteDraftKey = (tx: Tx, person: string, browser: string) =>
  tx.deleteFrom('draft_key').where('person_id', '=', person).where('browser', '=', browser).execute()
