import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface LinkedInvitationRow {
  id: string
  pep_id: string
  child_id: string
  authority_id: number
  party: string
  state: 'open' | 'gone' | 'over'
  on_date: string | null
  at_time: string | null
  place: string | null
  link: string | null
  place_withheld: boolean
  address_withheld: boolean
  setting_withheld: boolean
  chair_id: string | null
  answer: string | null
  answer_words: string | null
  school_name: string
  school_email: string
}

export async function readByLink(tx: Tx, digest: Buffer): Promise<LinkedInvitationRow | null> {
  const { rows } = await sql<LinkedInvitationRow>`select * from app.invitation_by_link(${digest})`.execute(tx)
  return rows[0] ?? null
}

/** An interpreter's answer books them, or asks for another. */
export async function bookInterpreter(tx: Tx, digest: Buffer, comes: boolean): Promise<void> {
  await sql`select app.interpreter_answered(${digest}, ${comes})`.execute(tx)
}

/** False where it cannot be answered any more. */
export async function storeAnswer(
  tx: Tx,
  digest: Buffer,
  { answer, words, at }: { answer: string; words: string | null; at: string }
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select app.answer_invitation(${digest}, ${answer}, ${words}, ${at}::timestamptz) as done`.execute(tx)
  return rows[0]?.done === true
}
