import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export const insertSession = (tx: Tx, hash: Buffer, person: string, browser: string, proved: boolean) =>
  sql`select app.begin_session(${hash}, ${person}, ${browser}, ${proved})`.execute(tx)

/** Whether this person has signed in before, and never with this browser. */
export async function readIsNewBrowser(tx: Tx, person: string, browser: Buffer): Promise<boolean> {
  const { rows } = await sql<{ new: boolean }>`select app.is_new_browser(${person}, ${browser}) as new`.execute(tx)
  return rows[0]?.new === true
}

export interface SessionRow {
  id: string
  browser: string
  opened_at: string
  seen_at: string
  this: boolean
}
export async function readMySessions(tx: Tx, current: Buffer): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`select * from app.my_sessions(${current})`.execute(tx)
  return rows
}
export async function deleteMySessions(tx: Tx, which: string | null, current: Buffer): Promise<number> {
  const { rows } = await sql<{
    ended: number
  }>`select app.end_my_sessions(${which}::uuid, ${current}) as ended`.execute(tx)
  return rows[0]?.ended ?? 0
}

export const endSession = (tx: Tx, hash: Buffer) => sql`select app.close_session(${hash})`.execute(tx)

export interface Confinement {
  person: string
  path: string
  adult: string | null
  code: Buffer | null
  link: Buffer | null
}
export const insertConfinedSession = (tx: Tx, hash: Buffer, { person, path, adult, code, link }: Confinement) =>
  sql`select app.open_confined_session(${hash}, ${person}, ${path}, ${adult}::uuid, ${code}, ${link})`.execute(tx)

export async function returnSession(tx: Tx, hash: Buffer, code: Buffer) {
  const { rows } = await sql<{ outcome: 'returned' | 'wrong' | 'ended'; adult: string | null; tries_left: number }>`
    select * from app.return_to_adult(${hash}, ${code})`.execute(tx)
  return rows[0] ?? null
}
export async function readOrigin(tx: Tx, hash: Buffer) {
  const { rows } = await sql<{ adult: string | null; link: Buffer | null }>`
    select * from app.session_origin(${hash})`.execute(tx)
  return rows[0] ?? null
}
