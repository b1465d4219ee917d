import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { PlainClock } from './plain-clock.ts'

export interface WorkRow {
  pep_id: string
  child_id: string
  authority_id: number
  explanation: PlainClock
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
  setting: string | null
  state: string
  phase: string
  circumstances: string[]
  form_version: string
  year: string
  term: string
  meeting_on: string | null
  completed: string[] | null
  correction: string | null
  mine: boolean
}

/** Nobody can act on these once the plan is handed in. */
export const beforeSubmission: readonly string[] = [
  'child-views',
  'carer-views',
  'parent-views',
  'social-worker-section'
]

const now = (table: string) =>
  sql`${sql.ref(`${table}.revoked_at`)} is null and ${sql.ref(`${table}.starts`)} <= app.today()
      and (${sql.ref(`${table}.ends`)} is null or ${sql.ref(`${table}.ends`)} > app.today())`

/** Where I stand to children today: the role in which a clock may be mine, and the pep where it is for that one only. */
const standing = sql`
  select a.child_id, a.role, null::uuid as pep_id from allocation a
   where a.person_id = app.person() and ${now('a')} and a.role in ('social-worker', 'adviser')
  union select a.child_id, 'social-worker', null from stand_in s
    join allocation a on a.person_id = s.absent_person_id and a.authority_id = s.authority_id and a.role = 'social-worker' and ${now('a')}
   where s.cover_person_id = app.person() and ${now('s')}
  union select e.child_id, 'designated-teacher', null from appointment d
    join enrolment e on e.setting_id = d.setting_id and e.authority_id = d.authority_id
     and e.starts <= app.today() and (e.ends is null or e.ends > app.today())
   where d.person_id = app.person() and d.role = 'designated-teacher' and ${now('d')}
  union select a.child_id, 'team-manager', null from appointment m
    join appointment w on w.team_id = m.team_id and w.role = 'social-worker' and w.authority_id = m.authority_id and ${now('w')}
    join allocation a on a.person_id = w.person_id and a.role = 'social-worker' and ${now('a')}
   where m.person_id = app.person() and m.role = 'team-manager' and ${now('m')}
  union select k.child_id, k.role, k.pep_id from pep_keeper k where k.person_id = app.person()`

const columns = sql`k.pep_id, k.child_id, k.authority_id, k.explanation, c.first_name, c.last_name, c.preferred_name, t.name as setting,
  p.state, p.phase, p.circumstances, p.form_version, p.year, p.term, m.on_date as meeting_on,
  case when k.name = 'social-worker-section' then (select array_agg(s.section) from section_state s
    where s.pep_id = k.pep_id and s.complete_on is not null) end as completed,
  case when k.name like 'correction%' then (select o.id from correction o where o.pep_id = k.pep_id and o.outcome is null
    order by o.asked_on, o.id limit 1) end as correction`
const joins = sql`join pep p on p.id = k.pep_id join child c on c.id = k.child_id
  left join setting t on t.id = p.setting_id left join meeting m on m.pep_id = k.pep_id`

/** Open clocks of the children I stand to: those I hold, and what others hold up to `until`. One row a clock, the earliest first. */
export async function readWork(tx: Tx, until: Temporal.PlainDate, most: number): Promise<WorkRow[]> {
  const { rows } = await sql<WorkRow>`
    with standing as materialized (${standing}), open as (
      select k.pep_id, k.name, bool_or(k.holder = s.role) as mine from standing s
        join clock k on k.child_id = s.child_id and (s.pep_id is null or s.pep_id = k.pep_id)
       where k.met_on is null and k.stopped is null group by k.pep_id, k.name)
    select ${columns}, o.mine from open o join clock k on k.pep_id = o.pep_id and k.name = o.name ${joins}
     where o.mine or k.due <= ${until.toString()}::date
     order by o.mine desc, k.due nulls last, k.name limit ${most}`.execute(tx)
  return rows
}

/** For the head: what the authority holds itself, and reviews of children who have no adviser. */
export async function readHeadWork(tx: Tx, authorityId: number, most: number): Promise<WorkRow[]> {
  const { rows } = await sql<WorkRow>`
    select ${columns}, true as mine from clock k ${joins}
     where k.authority_id = ${authorityId} and k.met_on is null and k.stopped is null
       and (k.holder = 'virtual-school-head' or (k.holder = 'adviser' and not exists
         (select from allocation a where a.child_id = k.child_id and a.role = 'adviser' and ${now('a')})))
     order by k.due nulls last, k.name limit ${most}`.execute(tx)
  return rows
}

export interface PulseRow {
  termly_met: number
  termly_due: number
  initial_arranged: number
  arranging_due: number
  initial_held: number
  initial_due: number
  signed_off: number
  peps: number
  overdue: number
  late: Array<{ holder: string; count: number }> | null
}

/** An authority's four figures for a term, and what is late by who holds it. */
export async function readPulse(
  tx: Tx,
  authorityId: number,
  term: { year: string; term: string } | null
): Promise<PulseRow> {
  const mine = sql`p.authority_id = ${authorityId} and p.year = ${term?.year ?? ''} and p.term = ${term?.term ?? ''} and p.state <> 'not-required'`
  const passed = sql`(k.met_on is not null or k.due < app.today())`
  const { rows } = await sql<PulseRow>`
    with mine as materialized (select p.id, p.state from pep p where ${mine}),
    run as (select
      count(*) filter (where k.name = 'termly-review' and ${passed})::int as termly_due,
      count(*) filter (where k.name = 'termly-review' and k.met_on <= k.due)::int as termly_met,
      count(*) filter (where k.name = 'hold-initial' and ${passed})::int as initial_due,
      count(*) filter (where k.name = 'hold-initial' and k.met_on <= k.due)::int as initial_held,
      count(*) filter (where k.name = 'arrange-initial' and ${passed})::int as arranging_due,
      count(*) filter (where k.name = 'arrange-initial' and k.met_on <= k.due)::int as initial_arranged
      from mine join clock k on k.pep_id = mine.id and k.name in ('termly-review', 'hold-initial', 'arrange-initial')),
    late as (select k.holder, count(*)::int as count from clock k join pep p on p.id = k.pep_id
       where k.authority_id = ${authorityId}
       and (p.state in ('planned', 'in-progress', 'returned') or k.name <> all(${[...beforeSubmission]}::text[]))
       and k.met_on is null and k.stopped is null and k.due < app.today()
       and coalesce((k.explanation->>'notLateUntil')::date, k.due) < app.today() group by k.holder)
    select run.*, (select count(*)::int from mine) as peps, (select count(*)::int from mine where state = 'signed-off') as signed_off,
           coalesce((select sum(count)::int from late), 0) as overdue,
           (select jsonb_agg(to_jsonb(late) order by late.count desc) from late) as late from run`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('A count without a row.')
  return row
}

export interface FamilyRow {
  child_id: string
  pep_id: string | null
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
  state: string | null
  year: string | null
  term: string | null
  role: string
}

/** A carer's, parent's, child's or IRO's children, each with the newest plan that they may know of. */
export async function readFamily(tx: Tx): Promise<FamilyRow[]> {
  const { rows } = await sql<FamilyRow>`
    select distinct on (a.child_id, a.role) a.child_id, a.role, p.id as pep_id, c.first_name, c.last_name, c.preferred_name,
           p.state, p.year, p.term
      from allocation a join child c on c.id = a.child_id
      left join pep p on p.child_id = a.child_id and p.state <> 'not-required'
     where a.person_id = app.person() and a.role in ('carer', 'parent', 'child', 'iro') and ${now('a')}
     order by a.child_id, a.role, p.opened_on desc, p.id desc`.execute(tx)
  return rows
}
