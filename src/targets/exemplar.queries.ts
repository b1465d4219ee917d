import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface ExemplarRow {
  key: string
  area: string
  phase: string | null
  baseline: string
  words: string
  hidden: boolean
}

export async function readExemplars(tx: Tx, authorityId: number): Promise<ExemplarRow[]> {
  const { rows } = await sql<ExemplarRow>`
    select key, area, phase, baseline, words, hidden from target_exemplar where authority_id = ${authorityId} order by key`.execute(
    tx
  )
  return rows
}

export async function writeExemplar(
  tx: Tx,
  one: ExemplarRow & { authorityId: number; personId: string }
): Promise<void> {
  await sql`insert into target_exemplar (authority_id, key, area, phase, baseline, words, hidden, changed_by)
    values (${one.authorityId}, ${one.key}, ${one.area}, ${one.phase}, ${one.baseline}, ${one.words}, ${one.hidden}, ${one.personId})
    on conflict (authority_id, key) do update set area = excluded.area, phase = excluded.phase, baseline = excluded.baseline,
      words = excluded.words, hidden = excluded.hidden, changed_by = excluded.changed_by, changed_at = clock_timestamp()`.execute(
    tx
  )
}
