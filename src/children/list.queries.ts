import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface ChildRow {
  id: string
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
  date_of_birth: string
  /** Their own page may be opened: not so where somebody writes a part of one plan. */
  opens_child: boolean
  setting: string | null
  pep_id: string | null
  state: string | null
  kind: string | null
  year: string | null
  term: string | null
  /** A reviewing officer's plan opens once it is submitted. */
  opens: boolean | null
  next_due: string | null
  next_step: string | null
  /** Whose step that is. */
  next_holder: string | null
  late: boolean | null
  total: number
}

export interface Filters {
  readonly search: string
  readonly setting: string
  readonly state: string
  /** Born on or after the first, on or before the second: a year group. */
  readonly born: readonly [string, string] | null
  readonly term: { readonly year: string; readonly term: string } | null
  /** A person's id; their own children as adviser. */
  readonly adviser: string
  readonly authority: number | null
  readonly late: boolean
  readonly uasc: boolean
  /** Placed inside the authority's own area, or outside it. */
  readonly county: 'in' | 'out' | ''
  readonly without: Gap | ''
  /** Those whose record a death or an adoption has closed, in place of all others. */
  readonly closed: boolean
  readonly sort: 'name' | 'age' | 'setting' | 'due'
  /** Null: all of them, for a file. */
  readonly size: number | null
  readonly offset: number
}

/** What a child in care should have on record. */
export const gaps = ['adviser', 'social-worker', 'setting', 'teacher', 'contact'] as const
export type Gap = (typeof gaps)[number]

const now = (table: string) =>
  sql`${sql.ref(`${table}.starts`)} <= app.today() and (${sql.ref(`${table}.ends`)} is null or ${sql.ref(`${table}.ends`)} > app.today())`
const held = (table: string) => sql`${sql.ref(`${table}.revoked_at`)} is null and ${now(table)}`
/** Not somebody whose account sleeps. */
const awake = (table: string) => sql`${sql.ref(`${table}.person_id`)} <> all((select app.suspended_people())::uuid[])`
const allocatedTo = (role: string) =>
  sql`select from allocation a where a.child_id = c.id and a.role = ${role} and ${held('a')} and ${awake('a')}`
const enrolled = sql`select from enrolment e where e.child_id = c.id and e.main and ${now('e')}`

/** In care and in the ages of a plan, without what they should have; children who have left are nobody's gap. */
const without: Record<Gap, RawBuilder<unknown>> = {
  adviser: sql`not exists (${allocatedTo('adviser')})`,
  'social-worker': sql`not exists (${allocatedTo('social-worker')})`,
  setting: sql`not exists (${enrolled})`,
  teacher: sql`exists (${enrolled} and not exists (select from appointment d where d.setting_id = e.setting_id
    and d.authority_id = c.authority_id and d.role = 'designated-teacher' and ${held('d')} and ${awake('d')}))`,
  contact: sql`exists (${enrolled} and not exists (select from setting_contact k where k.setting_id = e.setting_id
    and k.authority_id = c.authority_id and k.escalation_email is not null))`
}
const inCare = sql`exists (select from care_period r where r.child_id = c.id and not r.short_break and ${now('r')})
  and c.date_of_birth > app.today() - interval '18 years' and c.date_of_birth <= app.today() - make_interval(years =>
    coalesce((select (o.policy->'ages'->>'from')::int from authority o where o.id = c.authority_id), 2))`

const main = sql`left join lateral (select e.setting_id, t.name from enrolment e join setting t on t.id = e.setting_id
    where e.child_id = c.id and e.main and e.starts <= app.today() and (e.ends is null or e.ends > app.today())
    order by e.starts desc limit 1) s on true`
const planOf = (which: RawBuilder<unknown>) => sql`select p.id, p.state, p.kind, p.year, p.term, p.setting_id from pep p
    where p.child_id = c.id and ${which} order by app.plan_place(p.state, p.year, p.term, p.opened_on), p.id limit 1`
/**
 * One plan a row, whose state, term and date belong together: that of the term asked for, or the child's current one
 * (guidance/current-plan.ts). What is signed off is looked at only where nothing is open.
 */
const pepOf = (term: Filters['term']) =>
  sql`left join lateral (${
    term
      ? planOf(sql`p.state <> 'not-required' and p.year = ${term.year} and p.term = ${term.term}`)
      : sql`(${planOf(sql`p.state not in ('signed-off', 'not-required')`)}) union all (${planOf(sql`p.state = 'signed-off'`)}) limit 1`
  }) q on true`
/** The late first, as everywhere that a next step is told. */
const due = sql`left join lateral (select k.due as next_due, k.step as next_step, coalesce(k.late_after < app.today(), false) as late, k.holder as next_holder
    from open_clock k where k.pep_id = q.id order by 3 desc, k.due nulls last, k.name limit 1) d on true`
/** Who keeps a plan after the child has gone sees no enrolment any more: the plan's own setting then. */
const settingName = sql`coalesce(s.name, (select t.name from setting t where t.id = q.setting_id
    and not exists (select from enrolment e where e.child_id = c.id)))`

const orders: Record<Filters['sort'], RawBuilder<unknown>> = {
  name: sql`lower(coalesce(c.preferred_name, c.first_name)), lower(c.last_name), c.id`,
  age: sql`c.date_of_birth desc, c.id`,
  setting: sql`s.name nulls last, c.id`,
  due: sql`d.next_due nulls last, c.id`
}

/**
 * One page of the children that this person's rows allow, in one statement: what only filters or sorts is joined before the
 * page is cut, the rest only for the rows that are shown. Begins from their ids: the planner does not see through the policy.
 */
export async function readChildren(tx: Tx, filters: Filters): Promise<ChildRow[]> {
  const { search, setting, state, born, term, sort } = filters
  const early = {
    main: setting !== '' || sort === 'setting',
    pep: state !== '' || term !== null || filters.late || sort === 'due',
    due: filters.late || sort === 'due'
  }
  const wanted = [
    sql`c.merged_into is null`,
    sql`(c.died_on is not null or c.adopted_on is not null) = ${filters.closed}`,
    ...(search ? [sql`c.search like ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}`] : []),
    ...(setting ? [sql`s.setting_id::text = ${setting}`] : []),
    ...(state ? [sql`q.state = ${state}`] : []),
    ...(born ? [sql`c.date_of_birth between ${born[0]}::date and ${born[1]}::date`] : []),
    ...(term ? [sql`q.id is not null`] : []),
    ...(filters.adviser ? [sql`exists (${allocatedTo('adviser')} and a.person_id::text = ${filters.adviser})`] : []),
    ...(filters.authority === null ? [] : [sql`c.authority_id = ${filters.authority}`]),
    ...(filters.late ? [sql`d.late`] : []),
    ...(filters.uasc ? [sql`exists (select from child_record r where r.child_id = c.id and r.uasc)`] : []),
    ...(filters.county
      ? [
          sql`exists (select from placement l where l.child_id = c.id and ${now('l')}
            and coalesce(l.out_of_area, false) = ${filters.county === 'out'})`
        ]
      : []),
    ...(filters.without ? [inCare, without[filters.without]] : [])
  ]
  const { rows } = await sql<ChildRow>`
    with page as materialized (
      select c.id, c.authority_id, c.first_name, c.last_name, c.preferred_name, c.date_of_birth,
             row_number() over (order by ${orders[sort]}) as place, count(*) over ()::int as total
        from child c ${early.main ? main : sql``} ${early.pep ? pepOf(term) : sql``} ${early.due ? due : sql``}
       where c.id = any((select app.children_i_see())::uuid[]) and ${sql.join(wanted, sql` and `)}
       order by place limit ${filters.size} offset ${filters.offset})
    select c.id, c.first_name, c.last_name, c.preferred_name, c.date_of_birth, ${settingName} as setting,
           c.authority_id = any((select app.my_authorities())::smallint[]) or c.id = any((select app.my_children('{full,setting}'))::uuid[]) as opens_child,
           q.id <> all((select app.unsubmitted_peps())::uuid[]) as opens, q.id as pep_id, q.state, q.kind, q.year, q.term,
           d.next_due, d.next_step, d.next_holder, d.late, c.total
      from page c ${main} ${pepOf(term)} ${due}
     order by c.place`.execute(tx)
  return rows
}

/** The settings of the children that this person sees, for the filter. */
export async function readSettings(tx: Tx): Promise<Array<{ id: string; name: string }>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select t.id, t.name from setting t where t.id in (select e.setting_id from enrolment e where e.main
        and e.starts <= app.today() and (e.ends is null or e.ends > app.today())) order by t.name`.execute(tx)
  return rows
}

/** The advisers of the children that this person sees, for the filter. */
export async function readAdvisers(tx: Tx): Promise<Array<{ id: string; name: string }>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from person p where p.id in (select a.person_id from allocation a where a.role = 'adviser' and ${held('a')})
     order by p.name`.execute(tx)
  return rows
}
