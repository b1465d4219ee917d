import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface ComingRow {
  child_id: string
  role: string
  on_date: string
  at_time: string | null
  place: string | null
  link: string | null
  withheld: boolean
}

export async function readComing(tx: Tx): Promise<ComingRow[]> {
  const { rows } = await sql<ComingRow>`select * from app.coming_meetings()`.execute(tx)
  return rows
}
