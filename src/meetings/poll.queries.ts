import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

/** A day and a time as they are stored. */
export interface StoredDate {
  on: string
  at: string
}

export interface PollRow {
  id: string
  dates: StoredDate[]
  asked_by: string
  asked_at: string
  votes: Array<{ name: string; party: string; choices: string[] | null; words: string | null }>
}

/** The poll of this plan that is open, with what came back. */
export async function readOpenPoll(tx: Tx, pepId: string): Promise<PollRow | null> {
  const { rows } = await sql<PollRow>`
    select q.id, q.dates, q.asked_by, q.asked_at,
           (select jsonb_agg(jsonb_build_object('name', v.name, 'party', v.party, 'choices', v.choices, 'words', v.words) order by v.name)
              from poll_vote v where v.poll_id = q.id) as votes
      from meeting_poll q where q.pep_id = ${pepId} and q.closed_at is null`.execute(tx)
  return rows[0] ?? null
}

export const insertPoll = (tx: Tx, row: Insertable<Schema['meeting_poll']>) =>
  tx.insertInto('meeting_poll').values(row).execute()
export const insertVotes = (tx: Tx, rows: ReadonlyArray<Insertable<Schema['poll_vote']>>) =>
  tx.insertInto('poll_vote').values(rows).execute()

/** Nobody is asked any more: a date is settled, or the asking is stopped. */
export const closePoll = (tx: Tx, pepId: string, at: string) =>
  tx
    .updateTable('meeting_poll')
    .set({ closed_at: at })
    .where('pep_id', '=', pepId)
    .where('closed_at', 'is', null)
    .execute()

export interface LinkedPollRow {
  id: string
  poll_id: string
  pep_id: string
  child_id: string
  authority_id: number
  state: 'open' | 'gone' | 'over'
  dates: StoredDate[]
  choices: string[] | null
  words: string | null
  asked_by: string
  school_name: string
  school_email: string
}

export async function readPollByLink(tx: Tx, digest: Buffer): Promise<LinkedPollRow | null> {
  const { rows } = await sql<LinkedPollRow>`select * from app.poll_by_link(${digest})`.execute(tx)
  return rows[0] ?? null
}

/** How many are still to answer; null where it cannot be answered any more. */
export async function storeVote(
  tx: Tx,
  digest: Buffer,
  { choices, words, at }: { choices: readonly string[]; words: string | null; at: string }
): Promise<number | null> {
  const { rows } = await sql<{ waiting: number | null }>`
    select app.answer_poll(${digest}, ${[...choices]}::text[], ${words}, ${at}::timestamptz) as waiting`.execute(tx)
  return rows[0]?.waiting ?? null
}
