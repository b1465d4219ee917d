import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** By what lateness is counted. */
export const bys = ['holder', 'person', 'setting', 'team', 'adviser', 'step'] as const
export type By = (typeof bys)[number]

const now = (table: string) =>
  sql`${sql.ref(`${table}.revoked_at`)} is null and ${sql.ref(`${table}.starts`)} <= app.today()
      and (${sql.ref(`${table}.ends`)} is null or ${sql.ref(`${table}.ends`)} > app.today())`

const allocated = (role: string) => sql`from allocation a join person q on q.id = a.person_id
    where a.child_id = l.child_id and a.role = ${role} and ${now('a')} order by a.starts desc, q.id limit 1`

/** Whose it is by name, as everywhere (app.who_acts). The fence lets the person be found by id. */
const person = sql`select q.id::text as key, q.name as words
    from (select (app.who_acts(l.holder, l.authority_id, l.child_id, l.setting_id))[1] as id offset 0) i join person q on q.id = i.id`

const dimensions: Record<By, RawBuilder<unknown>> = {
  holder: sql`select l.holder as key, null::text as words`,
  step: sql`select l.step as key, null::text as words`,
  person,
  setting: sql`select t.id::text as key, concat_ws(', ', t.name, nullif(t.town, '')) as words from setting t where t.id = l.setting_id`,
  adviser: sql`select q.id::text as key, q.name as words ${allocated('adviser')}`,
  team: sql`select t.id::text as key, t.name as words from allocation a
      join appointment w on w.person_id = a.person_id and w.role = 'social-worker' and w.authority_id = l.authority_id and ${now('w')}
      join team t on t.id = w.team_id
     where a.child_id = l.child_id and a.role = 'social-worker' and ${now('a')} order by a.starts desc, t.id limit 1`
}

/** Who holds a step for a setting: by setting only theirs are counted, so that no school answers for a social worker's. */
export const heldBySetting = ['designated-teacher', 'delegate'] as const

/** Steps whose date has passed. `late`: counted so; the others' children are inside their first 20 days. */
const overdue = (authorityId: number, by: By) => sql`
  select k.pep_id, k.name, k.step, k.authority_id, k.child_id, k.holder, k.setting_id, k.due, k.late_after < app.today() as late,
         k.late_after + 1 as late_since, app.today() - k.late_after as days
    from open_clock k where k.authority_id = ${authorityId} and k.due < app.today()
     ${by === 'setting' ? sql`and k.holder = any(${heldBySetting}::text[])` : sql``}`

export interface LateGroupRow {
  key: string | null
  words: string | null
  late: number
  inside: number
  children: number
  longest: number | null
  middle: number | null
}

export async function readLateGroups(tx: Tx, authorityId: number, by: By): Promise<LateGroupRow[]> {
  const { rows } = await sql<LateGroupRow>`
    with overdue as materialized (${overdue(authorityId, by)})
    select d.key, min(d.words) as words, count(*) filter (where l.late)::int as late, count(*) filter (where not l.late)::int as inside,
           count(distinct l.child_id) filter (where l.late)::int as children, max(l.days) filter (where l.late)::int as longest,
           (percentile_disc(0.5) within group (order by l.days) filter (where l.late))::int as middle
      from overdue l left join lateral (${dimensions[by]}) d on true
     group by d.key order by late desc, words, d.key`.execute(tx)
  return rows
}

export interface LateRow {
  pep_id: string
  child_id: string
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
  step: string
  holder: string
  person: string | null
  setting: string | null
  team: string | null
  adviser: string | null
  due: string
  late_since: string
  days: number
  late: boolean
  total: number
}

/** The steps of one group, the longest late first; `key` null: those that have none, undefined: all, group by group. `inside` null: both. */
export async function readLate(
  tx: Tx,
  authorityId: number,
  of: {
    readonly by: By
    readonly key: string | null | undefined
    readonly inside: boolean | null
    readonly size: number | null
    readonly offset: number
  }
): Promise<LateRow[]> {
  const { rows } = await sql<LateRow>`
    with overdue as materialized (${overdue(authorityId, of.by)}),
    page as materialized (select l.*, coalesce(d.words, d.key) as grouped, count(*) over ()::int as total
        from overdue l left join lateral (${dimensions[of.by]}) d on true
       where ${of.inside === null ? sql`true` : sql`l.late = ${!of.inside}`}
         ${of.key === undefined ? sql`` : sql`and d.key is not distinct from ${of.key}`}
       order by grouped, l.due, l.child_id, l.name limit ${of.size} offset ${of.offset})
    select l.pep_id, l.child_id, c.first_name, c.last_name, c.preferred_name, l.step, l.holder, d.words as person, t.name as setting,
           team.words as team, adviser.words as adviser, l.due, l.late_since, l.days, l.late, l.total
      from page l join child c on c.id = l.child_id left join setting t on t.id = l.setting_id left join lateral (${person}) d on true
      left join lateral (${dimensions.team}) team on true left join lateral (${dimensions.adviser}) adviser on true
     order by l.grouped, l.due, l.child_id, l.name`.execute(tx)
  return rows
}
