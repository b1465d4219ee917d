import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { PepState, Role } from '../guidance/words.ts'

export async function readFeed(tx: Tx): Promise<{ feed_id: string; made_at: string } | null> {
  const { rows } = await sql<{ feed_id: string; made_at: string }>`select * from app.my_feed()`.execute(tx)
  return rows[0] ?? null
}

export async function insertFeed(tx: Tx, id: string, digest: Buffer): Promise<void> {
  await sql`select app.make_feed(${id}, ${digest})`.execute(tx)
}

export async function deleteFeed(tx: Tx): Promise<void> {
  await sql`select app.end_feed()`.execute(tx)
}

/** Goes on as the person whose calendar this address is; false where it is nobody's (any more). */
export async function becomeFeedPerson(tx: Tx, digest: Buffer): Promise<boolean> {
  const { rows } = await sql<{ person: string | null }>`select app.feed_person(${digest}) as person`.execute(tx)
  const person = rows[0]?.person
  if (!person) return false
  await sql`select set_config('app.person', ${person}, true)`.execute(tx)
  return true
}

export interface CalendarRow {
  pep_id: string
  on_date: string
  at_time: string
  place: string | null
  link: string | null
  sequence: number
  email: string | null
  school_name: string
  school_email: string
  /** Null where the plan is not this person's to see. */
  state: PepState | null
  standing: Role[]
}

export async function readCalendar(tx: Tx): Promise<CalendarRow[]> {
  const { rows } = await sql<CalendarRow>`
    select c.*, p.state, coalesce(app.my_standing(p.child_id, p.id), '{}') as standing
      from app.my_calendar() c left join pep p on p.id = c.pep_id order by c.on_date, c.at_time`.execute(tx)
  return rows
}
