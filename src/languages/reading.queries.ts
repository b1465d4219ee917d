import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { Checked } from './standing.ts'

export interface ReadingRow {
  party?: string | null
  chosen: string | null
  interpreter_language: string | null
  first_language: string | null
  checked: Record<string, Checked>
}

export async function readReading(tx: Tx, childId: string): Promise<ReadingRow | null> {
  const { rows } = await sql<ReadingRow>`select * from app.reading_of(${childId})`.execute(tx)
  return rows[0] ?? null
}

export async function readReadingByLink(tx: Tx, digest: Buffer): Promise<ReadingRow | null> {
  const { rows } = await sql<ReadingRow>`select * from app.reading_by_link(${digest})`.execute(tx)
  return rows[0] ?? null
}

export const storeChoice = (tx: Tx, person: string, language: string, at: string) =>
  tx
    .insertInto('language_choice')
    .values({ person_id: person, language, chosen_at: at })
    .onConflict(conflict => conflict.column('person_id').doUpdateSet({ language, chosen_at: at }))
    .execute()

export async function storeChoiceByLink(tx: Tx, digest: Buffer, language: string): Promise<void> {
  await sql`select app.choose_language_by_link(${digest}, ${language})`.execute(tx)
}
