import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

const now = (table: string) =>
  sql`${sql.ref(`${table}.starts`)} <= app.today() and (${sql.ref(`${table}.ends`)} is null or ${sql.ref(`${table}.ends`)} > app.today())`
const held = (table: string) => sql`${sql.ref(`${table}.revoked_at`)} is null and ${now(table)}`

export interface PostRow {
  id: string
  person_id: string
  name: string
  email: string | null
  role: string
  authority_id: number
  setting_id: string | null
  team_id: string | null
  place: string
  starts: string
  ends: string | null
}

/** A post that has not been revoked, of one of these authorities. */
export async function readPost(tx: Tx, id: string, authorities: readonly number[]): Promise<PostRow | null> {
  const { rows } = await sql<PostRow>`
    select a.id, a.person_id, p.name, p.email, a.role, a.authority_id, a.setting_id, a.team_id,
           coalesce(s.name, t.name, u.virtual_school_name) as place, a.starts, a.ends
      from appointment a join person p on p.id = a.person_id and p.kind = 'professional' join authority u on u.id = a.authority_id
      left join setting s on s.id = a.setting_id left join team t on t.id = a.team_id
     where a.id = ${id} and a.authority_id = any(${authorities}::smallint[]) and a.revoked_at is null and a.role <> 'service'`.execute(
    tx
  )
  return rows[0] ?? null
}

export interface Holding {
  readonly person: string | null
  readonly role: string
  readonly authorityId: number
  readonly settingId: string | null
  readonly teamId: string | null
}

/** How many children such a post shows today, by itself. */
export async function countReach(tx: Tx, { person, role, authorityId, settingId, teamId }: Holding): Promise<number> {
  const children =
    role === 'designated-teacher'
      ? sql`select e.child_id from enrolment e where e.setting_id = ${settingId} and e.authority_id = ${authorityId} and ${now('e')}`
      : role === 'social-worker' || role === 'iro'
        ? sql`select l.child_id from allocation l where l.person_id = ${person}::uuid and l.role = ${role}
                and l.authority_id = ${authorityId} and ${held('l')}`
        : role === 'team-manager'
          ? sql`select l.child_id from appointment w join allocation l on l.person_id = w.person_id and l.role = 'social-worker'
                 and l.authority_id = w.authority_id and ${held('l')}
                where w.team_id = ${teamId} and w.role = 'social-worker' and w.authority_id = ${authorityId} and ${held('w')}`
          : sql`select r.child_id from care_period r where r.authority_id = ${authorityId} and ${now('r')}`
  const { rows } = await sql<{
    children: number
  }>`select count(distinct child_id)::int as children from (${children}) c`.execute(tx)
  return rows[0]?.children ?? 0
}

export interface SettingFound {
  id: string
  urn: number | null
  name: string
  town: string | null
}

/** Open settings by URN, or by part of the name; at most six. */
export async function findSettings(tx: Tx, wanted: string): Promise<SettingFound[]> {
  const named = /^\d{6}$/.test(wanted)
    ? sql`urn = ${Number(wanted)}`
    : sql`name ilike ${`%${wanted.replace(/[\\%_]/g, '\\$&')}%`}`
  const { rows } = await sql<SettingFound>`
    select id, urn, name, town from setting where closed is null and ${named} order by lower(name) = lower(${wanted}) desc, name, id limit 6`.execute(
    tx
  )
  return rows
}

export const readTeamsOf = (tx: Tx, authorityId: number) =>
  tx.selectFrom('team').select(['id', 'name']).where('authority_id', '=', authorityId).orderBy('name').execute()

/** Whose address this is: a colleague's, ended or not, or somebody's of a family, of whom nothing else is told. */
export async function readAddressee(tx: Tx, email: string) {
  const { rows } = await sql<{ id: string | null; name: string | null; ended: boolean | null; family: boolean }>`
    select p.id, p.name, p.ended_at is not null as ended,
           exists (select from app.taken_emails(array[${email}]::text[])) as family
      from (select 1) one left join person p on p.email = ${email} and p.kind = 'professional'`.execute(tx)
  const [row] = rows
  return {
    person: row?.id ? { id: row.id, name: row.name ?? '', ended: row.ended === true } : null,
    family: row?.family === true
  }
}

/** Whether this person holds the same post now or is to. */
export async function holdsPost(tx: Tx, holding: Holding): Promise<boolean> {
  const { rows } = await sql`
    select from appointment a where a.person_id = ${holding.person}::uuid and a.role = ${holding.role} and a.authority_id = ${holding.authorityId}
       and a.setting_id is not distinct from ${holding.settingId}::uuid and a.team_id is not distinct from ${holding.teamId}::uuid
       and a.revoked_at is null and (a.ends is null or a.ends > app.today())`.execute(tx)
  return rows.length > 0
}

export const insertColleague = (tx: Tx, row: Insertable<Schema['person']>) =>
  tx.insertInto('person').values(row).execute()
export const insertPost = (tx: Tx, row: Insertable<Schema['appointment']>) =>
  tx.insertInto('appointment').values(row).execute()
export const updatePost = (tx: Tx, id: string, changes: { ends?: string; revoked_at?: string }) =>
  tx.updateTable('appointment').set(changes).where('id', '=', id).where('revoked_at', 'is', null).execute()

/** Who holds one of these roles over an authority today. */
export async function readHolders(tx: Tx, authorityId: number, roles: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.person_id as id from appointment a join person p on p.id = a.person_id and p.ended_at is null
     where a.authority_id = ${authorityId} and a.role = any(${roles}::text[]) and a.revoked_at is null
       and a.starts <= app.today() and (a.ends is null or a.ends > app.today())`.execute(tx)
  return rows.map(({ id }) => id)
}
