import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface AttainmentColumns {
  subject: string
  scale: string
  qualification: string | null
  tier: string | null
  working_at: string | null
  previous: string | null
  predicted: string | null
  goal: string | null
  progress: string | null
  on_track: boolean | null
  attitude: string | null
  explanation: string
  test: string
  tested_on: string | null
}
export interface AttainmentRow extends AttainmentColumns {
  id: string
  written_by_name: string | null
  written_at: string | null
}

const columns =
  sql.raw(`a.id, a.subject, a.scale, a.qualification, a.tier, a.working_at, a.previous, a.predicted, a.goal, a.progress,
  a.on_track, a.attitude, a.explanation, a.test, a.tested_on, a.written_at`)

export async function readAttainment(tx: Tx, pepId: string): Promise<AttainmentRow[]> {
  const { rows } = await sql<AttainmentRow>`
    select ${columns}, w.name as written_by_name
      from attainment a left join person w on w.id = a.written_by where a.pep_id = ${pepId} order by a.id`.execute(tx)
  return rows
}

/** Of each of these subjects the newest that any other plan of the child has, opened before this one. */
export async function readNewest(tx: Tx, pepId: string, subjects: readonly string[]): Promise<AttainmentRow[]> {
  const { rows } = await sql<AttainmentRow>`
    select distinct on (a.subject) ${columns}, null as written_by_name
      from pep this join pep p on p.child_id = this.child_id and p.id <> this.id and p.opened_on <= this.opened_on
           join attainment a on a.pep_id = p.id
     where this.id = ${pepId} and a.subject = any(${[...subjects]}::text[])
     order by a.subject, p.opened_on desc, a.id desc`.execute(tx)
  return rows
}

interface Written {
  written_by: string
  written_at: string
}

export const insertAttainment = (
  tx: Tx,
  row: AttainmentColumns & Written & { id: string; pep_id: string; authority_id: number; child_id: string }
) => tx.insertInto('attainment').values(row).execute()

export const updateAttainment = (tx: Tx, id: string, row: AttainmentColumns & Written) =>
  tx.updateTable('attainment').set(row).where('id', '=', id).execute()

export const deleteAttainment = (tx: Tx, id: string) => tx.deleteFrom('attainment').where('id', '=', id).execute()
