import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface ConcernRow {
  id: string
  authority_id: number
  child_id: string
  pep_id: string | null
  stage: string
  words: string
  raised_by: string
  raiser: string | null
  raised_on: string
  adviser_id: string | null
  outcome: string | null
  answered_on: string | null
  closed_on: string | null
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
}

const row = sql`
  select c.id, c.authority_id, c.child_id, c.pep_id, c.stage, c.words, c.raised_by, r.name as raiser, c.raised_on, c.adviser_id,
         c.outcome, c.answered_on, c.closed_on, k.first_name, k.last_name, k.preferred_name
    from concern c join child k on k.id = c.child_id left join person r on r.id = c.raised_by`

export async function readConcern(tx: Tx, id: string): Promise<ConcernRow | null> {
  const { rows } = await sql<ConcernRow>`${row} where c.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** Where the child learnt by the concern's plan, or when it was raised. */
const settingOf = sql`coalesce((select p.setting_id from pep p where p.id = c.pep_id), (select e.setting_id from enrolment e
    where e.child_id = c.child_id and e.main and e.starts <= c.raised_on and (e.ends is null or e.ends > c.raised_on)
    order by e.starts desc limit 1))`

/** Of whose place of education: one by its id, '-' those that had none, null any. */
export interface Wanted {
  readonly answers: boolean
  readonly setting: string | null
  readonly most: number
  readonly from: number
}

/** Those this person raised, and (where they answer) all that they see; open ones first, their own children's before others'. */
export async function readConcerns(tx: Tx, { answers, setting, most, from }: Wanted): Promise<ConcernRow[]> {
  const { rows } = await sql<ConcernRow>`${row}
    where (c.raised_by = app.person() or ${answers}) and (${setting}::text is null or coalesce(${settingOf}::text, '-') = ${setting})
    order by c.closed_on is not null, c.adviser_id is distinct from app.person(), c.raised_on, c.id
    limit ${most} offset ${from}`.execute(tx)
  return rows
}

export interface PatternRow {
  key: string
  setting: string | null
  raised: number
  children: number
  before: number
  unanswered: number
  open: number
  /** Days from raising to answering, half of them more; null: none is answered. */
  middle: number | null
  latest: string
}

/** An authority's concerns since a day, counted by the place of education, the most first. */
export async function readPatterns(tx: Tx, authorityId: number, since: string): Promise<PatternRow[]> {
  const { rows } = await sql<PatternRow>`
    select coalesce(t.id::text, '-') as key, concat_ws(', ', t.name, nullif(t.town, '')) as setting, count(*)::int as raised,
           count(distinct c.child_id)::int as children, count(*) filter (where c.stage = 'before')::int as before,
           count(*) filter (where c.answered_on is null and c.closed_on is null)::int as unanswered,
           count(*) filter (where c.closed_on is null)::int as open,
           (percentile_disc(0.5) within group (order by c.answered_on - c.raised_on) filter (where c.answered_on is not null))::int as middle,
           max(c.raised_on) as latest
      from concern c left join lateral (select ${settingOf} as id) w on true left join setting t on t.id = w.id
     where c.authority_id = ${authorityId} and c.raised_on >= ${since}::date
     group by t.id order by raised desc, setting, key`.execute(tx)
  return rows
}

export async function readMessages(tx: Tx, concernId: string) {
  const { rows } = await sql<{ words: string; written_at: string; name: string | null }>`
    select m.words, m.written_at, p.name from concern_message m left join person p on p.id = m.written_by
     where m.concern_id = ${concernId} order by m.id`.execute(tx)
  return rows
}

export const insertConcern = (tx: Tx, concern: Insertable<Schema['concern']>) =>
  tx.insertInto('concern').values(concern).execute()
export const insertMessage = (tx: Tx, message: Insertable<Schema['concern_message']>) =>
  tx.insertInto('concern_message').values(message).execute()
export const updateConcern = (
  tx: Tx,
  id: string,
  change: { answered_on?: string; closed_on?: string; outcome?: string }
) => tx.updateTable('concern').set(change).where('id', '=', id).execute()

/** The roles in which this person stands to a child today. */
export async function readStanding(tx: Tx, childId: string): Promise<string[]> {
  const { rows } = await sql<{ standing: string[] }>`select app.my_standing(${childId}) as standing`.execute(tx)
  return rows[0]?.standing ?? []
}
