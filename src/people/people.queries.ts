import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface DemoPersonRow {
  id: string
  name: string
  demo_word: string | null
  roles: string[]
  place: string | null
}

/** The demonstration's people with their roles and where they work; nobody else. */
export async function readDemoPeople(tx: Tx): Promise<DemoPersonRow[]> {
  const { rows } = await sql<DemoPersonRow>`select * from app.demonstration_people()`.execute(tx)
  return rows
}

export async function readDemoPerson(tx: Tx, wordOrId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select app.demonstration_person(${wordOrId}) as id`.execute(tx)
  return rows[0]?.id ?? null
}
