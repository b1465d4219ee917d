import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { RecordSearch } from './search.ts'

export interface FoundDeed {
  n: number
  at: string
  person_id: string | null
  person_name: string | null
  service: boolean
  role: string | null
  action: string
  outcome: 'done' | 'refused' | 'not-found'
  reason: string | null
  child_id: string | null
  child_name: string | null
  /** How many ids a list or file held. */
  listed: number
  in_list: boolean
}

/** The record of one authority, and of its people's own accounts, which belongs to none; each branch by its own index. */
const record = (authority: number) => sql`(
  select * from audit_event where authority_id = ${authority}
  union all select * from audit_event where authority_id is null and child_id is null) e`

/** Signing in happens before there is anybody: the row names the person among its ids. */
const who = sql`coalesce(e.person_id, case when e.action = 'sign in' then app.named_first(e.ids) end)`

const exportsOnly = sql`e.action like 'export: %' or e.action like 'see: export: %'`
const ownAccount = sql`e.action ~ '^(sign|set up own|set own|add own|remove own|make own|end own|part own|join an account)'`
const posts = sql`e.action in ('give a post', 'end a post', 'name a stand-in', 'end a stand-in', 'grant a section', 'stop a grant',
  'keep school contacts', 'import people')`

const kinds: Readonly<Record<string, RawBuilder<unknown>>> = {
  looked: sql`e.outcome = 'done' and e.action like 'see: %' and not (${exportsOnly})`,
  changed: sql`e.outcome = 'done' and e.action not like 'see: %' and not (${exportsOnly}) and not (${ownAccount})`,
  exported: sql`e.outcome = 'done' and (${exportsOnly})`,
  refused: sql`e.outcome <> 'done'`,
  'signing in': ownAccount,
  posts
}

const within = ({ people, children, deed, from, to }: RecordSearch): RawBuilder<unknown> => {
  const listed = (children ?? []).map(id => JSON.stringify([id]))
  return sql.join(
    [
      sql`not (e.action = 'follow plan' and e.outcome = 'done')`,
      ...(people ? [sql`${who} = any(${people}::uuid[])`] : []),
      ...(children
        ? [sql`(e.child_id = any(${children}::uuid[]) or (e.ids <> '[]' and e.ids @> any(${listed}::jsonb[])))`]
        : []),
      ...(deed ? [sql`(${kinds[deed] ?? sql`e.action = ${deed}`})`] : []),
      ...(from ? [sql`e.at >= ${from}::date::timestamp at time zone 'Europe/London'`] : []),
      ...(to ? [sql`e.at < (${to}::date + 1)::timestamp at time zone 'Europe/London'`] : [])
    ],
    sql` and `
  )
}

/** The newest first. */
export async function readRecord(
  tx: Tx,
  authority: number,
  search: RecordSearch,
  { offset, most }: { readonly offset: number; readonly most: number }
): Promise<FoundDeed[]> {
  const { rows } = await sql<FoundDeed>`
    select f.n, f.at, f.who as person_id, p.name as person_name, p.kind is not distinct from 'service' as service, f.role, f.action,
           f.outcome, f.reason, c.id as child_id, nullif(concat_ws(' ', coalesce(c.preferred_name, c.first_name), c.last_name), '') as child_name,
           jsonb_array_length(f.ids) as listed, ${search.children !== null} and f.child_id is null as in_list
      from (select e.n, e.at, ${who} as who, e.role, e.action, e.outcome, e.reason, e.child_id, e.ids from ${record(authority)}
             where ${within(search)} order by e.at desc, e.n desc offset ${offset} limit ${most}) f
      left join person p on p.id = f.who left join child c on c.id = f.child_id
     order by f.at desc, f.n desc`.execute(tx)
  return rows
}

/** No more than `most`: nobody leafs through more, and counting all would read all. */
export async function countRecord(tx: Tx, authority: number, search: RecordSearch, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from ${record(authority)} where ${within(search)} limit ${most}) x`.execute(
    tx
  )
  return rows[0]?.count ?? 0
}

export interface Named {
  readonly id: string
  readonly name: string
}

const like = (words: string) => `%${words.replace(/[\\%_]/g, '\\$&')}%`

/** People of the authority, past ones too, by part of their name or address. */
export async function findPeople(tx: Tx, authority: number, words: string, most: number): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select p.id, p.name from person p
     where (p.name ilike ${like(words)} or p.email ilike ${like(words)}) and p.kind <> 'service'
       and (exists (select from appointment a where a.person_id = p.id and a.authority_id = ${authority})
            or exists (select from allocation a where a.person_id = p.id and a.authority_id = ${authority}))
     order by p.name, p.id limit ${most}`.execute(tx)
  return rows
}

const childName = sql`coalesce(nullif(concat_ws(' ', coalesce(c.preferred_name, c.first_name), c.last_name), ''), 'Name not recorded')`

/** Children of the authority by part of their name as it is searched, or by the care system's number. */
export async function findChildren(
  tx: Tx,
  authority: number,
  words: { readonly name: string; readonly number: string },
  most: number
): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select c.id, ${childName} as name from child c
     where c.authority_id = ${authority} and ((${words.name} <> '' and c.search like ${like(words.name)})
       or exists (select from child_record r where r.child_id = c.id and r.care_system_id = ${words.number}))
     order by c.last_name, c.first_name, c.id limit ${most}`.execute(tx)
  return rows
}

export async function readNames(
  tx: Tx,
  { people, children }: Pick<RecordSearch, 'people' | 'children'>
): Promise<{ people: string[]; children: string[] }> {
  const { rows } = await sql<{ name: string; child: boolean }>`
    select p.name, false as child from person p where p.id = any(${people ?? []}::uuid[])
    union all select ${childName}, true from child c where c.id = any(${children ?? []}::uuid[]) order by name`.execute(
    tx
  )
  const of = (child: boolean) => rows.filter(row => row.child === child).map(({ name }) => name)
  return { people: of(false), children: of(true) }
}

export interface ReadingRow {
  readonly person: string
  readonly name: string
  readonly hour: string
  readonly children: number
  readonly refused: number
}

/** How many children each person read and how often they were refused, hour by hour of London, from a day on. */
export async function readReadingHours(tx: Tx, authority: number, from: string): Promise<ReadingRow[]> {
  const { rows } = await sql<ReadingRow>`
    select h.person_id as person, p.name, h.hour, h.children, h.refused from (
      select e.person_id, to_char(e.at at time zone 'Europe/London', 'YYYY-MM-DD"T"HH24:00') as hour,
             (count(distinct e.child_id) filter (where e.outcome = 'done')
               + coalesce(sum(jsonb_array_length(e.ids)) filter (where e.action like 'export: %'), 0))::int as children,
             (count(*) filter (where e.outcome = 'refused' or (e.outcome = 'not-found' and e.action <> 'follow plan')))::int as refused
        from audit_event e
       where e.authority_id = ${authority} and e.at >= ${from}::date::timestamp at time zone 'Europe/London' and e.person_id is not null
       group by 1, 2) h
      join person p on p.id = h.person_id and p.kind <> 'service'`.execute(tx)
  return rows
}
