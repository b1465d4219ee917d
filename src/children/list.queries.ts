import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface ChildRow {
  id: string
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
  date_of_birth: string
  setting: string | null
  pep_id: string | null
  state: string | null
  kind: string | null
  year: string | null
  term: string | null
  next_due: string | null
  total: number
}

export interface Filters {
  readonly search: string
  readonly setting: string
  readonly state: string
  /** Born on or after the first, on or before the second: a year group. */
  readonly born: readonly [string, string] | null
  readonly term: { readonly year: string; readonly term: string } | null
  readonly sort: 'name' | 'age' | 'setting' | 'due'
  readonly size: number
  readonly offset: number
}

const main = sql`left join lateral (select e.setting_id, t.name from enrolment e join setting t on t.id = e.setting_id
    where e.child_id = c.id and e.main and e.starts <= app.today() and (e.ends is null or e.ends > app.today())
    order by e.starts desc limit 1) s on true`
const due = sql`left join lateral (select min(k.due) as next_due from clock k
    where k.child_id = c.id and k.met_on is null and k.stopped is null) d on true`
const pepOf = (term: Filters['term']) => sql`left join lateral (select p.id, p.state, p.kind, p.year, p.term from pep p
    where p.child_id = c.id and p.state <> 'not-required' ${term ? sql`and p.year = ${term.year} and p.term = ${term.term}` : sql``}
    order by p.opened_on desc, p.id desc limit 1) q on true`

const orders: Record<Filters['sort'], RawBuilder<unknown>> = {
  name: sql`lower(coalesce(c.preferred_name, c.first_name)), lower(c.last_name), c.id`,
  age: sql`c.date_of_birth desc, c.id`,
  setting: sql`s.name nulls last, c.id`,
  due: sql`d.next_due nulls last, c.id`
}

/**
 * One page of the children that this person's rows allow, in one statement: what only filters or sorts is joined before the
 * page is cut, the rest only for the rows that are shown. Child by child: "offset 0" keeps the planner from reading them all.
 */
export async function readChildren(tx: Tx, filters: Filters): Promise<ChildRow[]> {
  const { search, setting, state, born, term, sort } = filters
  const early = {
    main: setting !== '' || sort === 'setting',
    pep: state !== '' || term !== null,
    due: sort === 'due'
  }
  const wanted = [
    sql`c.merged_into is null`,
    ...(search ? [sql`c.search like ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}`] : []),
    ...(setting ? [sql`s.setting_id::text = ${setting}`] : []),
    ...(state ? [sql`q.state = ${state}`] : []),
    ...(born ? [sql`c.date_of_birth between ${born[0]}::date and ${born[1]}::date`] : []),
    ...(term ? [sql`q.id is not null`] : [])
  ]
  const { rows } = await sql<ChildRow>`
    with page as materialized (
      select c.id, row_number() over (order by ${orders[sort]}) as place, count(*) over ()::int as total
        from app.children_i_see() mine(id) cross join lateral (select * from child where child.id = mine.id offset 0) c
        ${early.main ? main : sql``} ${early.pep ? pepOf(term) : sql``} ${early.due ? due : sql``}
       where ${sql.join(wanted, sql` and `)} order by place limit ${filters.size} offset ${filters.offset})
    select c.id, c.first_name, c.last_name, c.preferred_name, c.date_of_birth, s.name as setting,
           q.id as pep_id, q.state, q.kind, q.year, q.term, d.next_due, page.total
      from page join child c on c.id = page.id ${main} ${pepOf(term)} ${due}
     order by page.place`.execute(tx)
  return rows
}

/** The settings of the children that this person sees, for the filter. */
export async function readSettings(tx: Tx): Promise<Array<{ id: string; name: string }>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select t.id, t.name from setting t where t.id in (select e.setting_id from enrolment e where e.main
        and e.starts <= app.today() and (e.ends is null or e.ends > app.today())) order by t.name limit 300`.execute(tx)
  return rows
}
