import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

interface PeriodRow {
  starts: string
  ends: string | null
  short_break: boolean
  sudden_end: boolean
  first_review_on: string | null
}
interface EnrolmentRow {
  setting_id: string
  starts: string
  ends: string | null
}

/** Everything that the clocks of one pep are worked out from, as it is stored. */
export interface FactsRow {
  id: string
  authority_id: number
  child_id: string
  kind: string
  year: string
  term: string
  phase: string
  state: string
  circumstances: string[]
  form_version: string
  setting_id: string | null
  opened_on: string
  submitted_on: string | null
  returned_on: string | null
  resubmitted_on: string | null
  signed_off_on: string | null
  date_of_birth: string
  died_on: string | null
  adopted_on: string | null
  year_group_override: number | null
  arranged_on: string | null
  meeting_on: string | null
  held_on: string | null
  day: string
  care: PeriodRow[]
  enrolments: EnrolmentRow[]
  others: Array<{
    id: string
    kind: string
    year: string
    term: string
    state: string
    setting_id: string | null
    opened_on: string
    held_on: string | null
    circumstances: string[]
  }>
  views: Record<string, string | null>
  sections: Record<string, string | null>
  returns: string[]
  reviews: Array<{ rated_on: string; outcome: string }>
  checks: Array<{ checked_on: string; outcome: string }>
  corrections: Array<{ question: string; asked_on: string; outcome: string | null; settled_on: string | null }>
  place_review: { on: string; next: string | null } | null
  filed_on: string | null
  addendum_on: string | null
  concerns: Array<{ raised_on: string; answered_on: string | null }>
}

export interface PepOwner {
  id: string
  authority_id: number
  child_id: string
}

/**
 * The other open plans of the same children: which of them carries the child's own clocks may have changed. One that somebody
 * else is changing now is left to them.
 */
export async function lockOpenBeside(tx: Tx, pepIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from pep where child_id = any(array(select child_id from pep where id = any(${pepIds}::uuid[])))
       and state not in ('signed-off', 'not-required') and id <> all(${pepIds}::uuid[]) order by id for no key update skip locked`.execute(
    tx
  )
  return rows.map(({ id }) => id)
}

/** Locks these peps against other projections, and says whose they are. */
export async function lockPeps(tx: Tx, pepIds: readonly string[]): Promise<PepOwner[]> {
  const { rows } = await sql<PepOwner>`
    select id, authority_id, child_id from pep where id = any(${pepIds}::uuid[]) order by id for no key update`.execute(
    tx
  )
  return rows
}

export async function readPepAuthorities(
  tx: Tx,
  pepIds: readonly string[]
): Promise<Array<{ id: string; authority_id: number }>> {
  const { rows } = await sql<{ id: string; authority_id: number }>`
    select id, authority_id from pep where id = any(${pepIds}::uuid[])`.execute(tx)
  return rows
}

const list = (of: ReturnType<typeof sql>) => sql`coalesce((select jsonb_agg(to_jsonb(x)) from (${of}) x), '[]')`

/** One statement, however many peps. */
export async function readFacts(tx: Tx, pepIds: readonly string[]): Promise<FactsRow[]> {
  const { rows } = await sql<FactsRow>`
    select p.id, p.authority_id, p.child_id, p.kind, p.year, p.term, p.phase, p.state, p.circumstances, p.form_version,
           p.setting_id, p.opened_on, p.submitted_on, p.returned_on, p.resubmitted_on, p.signed_off_on,
           c.date_of_birth, c.died_on, c.adopted_on, r.year_group_override,
           m.arranged_on, m.on_date as meeting_on, m.held_on, app.today() as day,
           ${list(sql`select starts, ends, short_break, sudden_end, first_review_on from care_period
                       where child_id = p.child_id order by starts`)} as care,
           ${list(sql`select setting_id, starts, ends from enrolment where child_id = p.child_id and main order by starts`)} as enrolments,
           ${list(sql`select o.id, o.kind, o.year, o.term, o.state, o.setting_id, o.opened_on, o.circumstances, n.held_on
                        from pep o left join meeting n on n.pep_id = o.id
                       where o.child_id = p.child_id and o.id <> p.id and o.state <> 'not-required'`)} as others,
           coalesce((select jsonb_object_agg(party, coalesce(recorded_on, none_on)) from views where pep_id = p.id), '{}') as views,
           coalesce((select jsonb_object_agg(section, complete_on) from section_state where pep_id = p.id), '{}') as sections,
           coalesce((select jsonb_agg(distinct returned_on order by returned_on) from section_return where pep_id = p.id), '[]') as returns,
           ${list(sql`select rated_on, outcome from quality_review where pep_id = p.id order by rated_on, id`)} as reviews,
           ${list(sql`select checked_on, outcome from pep_check where pep_id = p.id order by checked_on, id`)} as checks,
           ${list(sql`select question, asked_on, outcome, settled_on from correction where pep_id = p.id order by asked_on, id`)} as corrections,
           (select jsonb_build_object('on', w.on_date, 'next', w.next_on) from place_review w where w.child_id = p.child_id
             order by w.on_date desc, w.id desc limit 1) as place_review,
           (select d.filed_on from delivery d where d.pep_id = p.id order by d.addenda desc limit 1) as filed_on,
           (select max(a.written_on) from addendum a where a.pep_id = p.id) as addendum_on,
           ${list(sql`select raised_on, answered_on from concern where pep_id = p.id order by raised_on, id`)} as concerns
      from pep p join child c on c.id = p.child_id
      left join child_record r on r.child_id = p.child_id
      left join meeting m on m.pep_id = p.id
     where p.id = any(${pepIds}::uuid[])`.execute(tx)
  return rows
}
