import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

/** Locks the plan against another step until this transaction ends; its state then, null where it is not theirs. */
export async function lockState(tx: Tx, pepId: string): Promise<string | null> {
  const { rows } = await sql<{ state: string }>`select state from pep where id = ${pepId} for no key update`.execute(tx)
  return rows[0]?.state ?? null
}

export interface CheckRow {
  id: string
  outcome: 'confirmed' | 'correction-asked'
  checked_on: string
  name: string | null
}
export async function readChecks(tx: Tx, pepId: string): Promise<CheckRow[]> {
  const { rows } = await sql<CheckRow>`
    select c.id, c.outcome, c.checked_on, p.name from pep_check c left join person p on p.id = c.checked_by
     where c.pep_id = ${pepId} order by c.id`.execute(tx)
  return rows
}

export interface CorrectionRow {
  id: string
  question: string
  remark: string
  stood: string | null
  asked_by: string
  asked_by_name: string | null
  asked_on: string
  due: string
  writer_id: string
  writer: string | null
  outcome: 'mended' | 'declined' | null
  reply: string | null
  settled_on: string | null
}
export async function readCorrections(tx: Tx, pepId: string): Promise<CorrectionRow[]> {
  const { rows } = await sql<CorrectionRow>`
    select c.id, c.question, c.remark, c.stood, c.asked_by, a.name as asked_by_name, c.asked_on, c.due, c.writer_id, w.name as writer,
           c.outcome, c.reply, c.settled_on
      from correction c left join person a on a.id = c.asked_by left join person w on w.id = c.writer_id
     where c.pep_id = ${pepId} order by c.id`.execute(tx)
  return rows
}

export async function readViewsReturned(tx: Tx, pepId: string, sections: readonly string[]) {
  const { rows } = await sql<{ id: string; resolved_on: string | null }>`
    select id, resolved_on from section_return where pep_id = ${pepId} and section = any(${[...sections]}::text[])`.execute(
    tx
  )
  return rows
}

export const insertCheck = (tx: Tx, row: Insertable<Schema['pep_check']>) =>
  tx.insertInto('pep_check').values(row).execute()

export const insertCorrection = (tx: Tx, row: Insertable<Schema['correction']>) =>
  tx.insertInto('correction').values(row).execute()

/** False where somebody has settled it already. */
export async function settleCorrectionRow(
  tx: Tx,
  id: string,
  change: { outcome: 'mended' | 'declined'; reply: string | null; settled_on: string }
): Promise<boolean> {
  const result = await tx
    .updateTable('correction')
    .set(change)
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
