import { sql } from 'kysely'
import type { Tx } from '../../db/transaction.ts'

export interface VersionRow {
  question: string
  section: string
  version: number
}

/** Which text stands in each answer that this person's rows hold. */
export async function readVersions(tx: Tx, pepId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`select question, section, version from answer where pep_id = ${pepId}`.execute(
    tx
  )
  return rows
}

/** Those of these people whose names this person may know. */
export async function readNames(tx: Tx, people: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (people.length === 0) return []
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from person where id = any(${people}::uuid[])`.execute(tx)
  return rows
}
