import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface CheckRow {
  language: string
  version: string
  words: Record<string, readonly [english: string, translated: string]>
  checked_by: string
  checked_on: string
  recorded_by: string | null
  turned_off: boolean
}

export async function readChecks(tx: Tx, authorityId: number): Promise<CheckRow[]> {
  const { rows } = await sql<CheckRow>`
    select l.language, l.version, l.words, l.checked_by, l.checked_on, l.turned_off, w.name as recorded_by
      from authority_language l left join person w on w.id = l.recorded_by where l.authority_id = ${authorityId}`.execute(
    tx
  )
  return rows
}

export interface NewCheck {
  authority_id: number
  language: string
  version: string
  words: string
  checked_by: string
  checked_on: string
  recorded_by: string
  recorded_at: string
  turned_off: boolean
}

export const upsertCheck = (tx: Tx, row: NewCheck) =>
  tx
    .insertInto('authority_language')
    .values(row)
    .onConflict(conflict => conflict.columns(['authority_id', 'language']).doUpdateSet(row))
    .execute()

export const setOff = (tx: Tx, authorityId: number, language: string, off: boolean) =>
  tx
    .updateTable('authority_language')
    .set({ turned_off: off })
    .where('authority_id', '=', authorityId)
    .where('language', '=', language)
    .execute()
