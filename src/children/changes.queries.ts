import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface FactsRow {
  id: string
  authority_id: number
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
  date_of_birth: string
  died_on: string | null
  adopted_on: string | null
  restricted: boolean
  year_group_override: number | null
  places: Array<{
    id: string
    setting_id: string
    name: string
    town: string
    starts: string
    ends: string | null
    main: boolean
  }>
  care: Array<{ id: string; starts: string; ends: string | null; short_break: boolean }>
  homes: Array<{ id: string; starts: string; ends: string | null; type: string | null }>
  tasks: Array<{
    id: string
    role: string
    person_id: string
    name: string | null
    starts: string
    ends: string | null
  }>
}

const list = (of: ReturnType<typeof sql>) => sql`coalesce((select jsonb_agg(to_jsonb(x)) from (${of}) x), '[]')`

/** The dated facts of one child that this person's rows allow, in one statement. */
export async function readFacts(tx: Tx, childId: string): Promise<FactsRow | null> {
  const { rows } = await sql<FactsRow>`
    select c.id, c.authority_id, c.first_name, c.last_name, c.preferred_name, c.date_of_birth, c.died_on, c.adopted_on, c.restricted,
           (select year_group_override from child_record where child_id = c.id) as year_group_override,
           ${list(sql`select e.id, e.setting_id, s.name, s.town, e.starts, e.ends, e.main from enrolment e join setting s on s.id = e.setting_id
                       where e.child_id = c.id and (e.ends is null or e.ends > e.starts) order by e.starts`)} as places,
           ${list(sql`select id, starts, ends, short_break from care_period where child_id = c.id order by starts`)} as care,
           ${list(sql`select id, starts, ends, type from placement where child_id = c.id order by starts`)} as homes,
           ${list(sql`select a.id, a.role, a.person_id, p.name, a.starts, a.ends from allocation a left join person p on p.id = a.person_id
                       where a.child_id = c.id and a.revoked_at is null order by a.starts`)} as tasks
      from child c where c.id = ${childId}`.execute(tx)
  return rows[0] ?? null
}

/** One change of a child at a time. */
export const lockChild = (tx: Tx, childId: string) =>
  sql`select pg_advisory_xact_lock(hashtext('openpep change'), hashtext(${childId}))`.execute(tx)

export interface WatcherRow {
  person_id: string
  name: string
  role: string
  setting: string | null
}

/** Who sees this child on a day by the facts as they stand: the teachers of the settings and those with a task. */
export async function readWatchers(tx: Tx, childId: string, on: string): Promise<WatcherRow[]> {
  const { rows } = await sql<WatcherRow>`
    select d.person_id, p.name, d.role, s.name as setting from enrolment e
      join setting s on s.id = e.setting_id
      join appointment d on d.setting_id = e.setting_id and d.authority_id = e.authority_id and d.role = 'designated-teacher'
       and d.revoked_at is null and d.starts <= ${on}::date and (d.ends is null or d.ends > ${on}::date)
      join person p on p.id = d.person_id
     where e.child_id = ${childId} and e.starts <= ${on}::date and (e.ends is null or e.ends > ${on}::date)
    union
    select a.person_id, p.name, a.role, null from allocation a join person p on p.id = a.person_id
     where a.child_id = ${childId} and a.revoked_at is null and a.role <> 'child'
       and a.starts <= ${on}::date and (a.ends is null or a.ends > ${on}::date)
     order by 3, 2`.execute(tx)
  return rows
}

/** Of these people, those who keep an open plan of this child until it is signed off. */
export async function readKeepers(tx: Tx, childId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct k.person_id from pep_keeper k join pep p on p.id = k.pep_id
     where k.child_id = ${childId} and p.state not in ('signed-off', 'not-required')`.execute(tx)
  return rows.map(row => row.person_id)
}

export async function readSettingNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from setting where id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface SettingRow {
  id: string
  urn: number | null
  name: string
  town: string
  closed: string | null
  successor_id: string | null
  successor: string | null
}
const settingColumns = sql`s.id, s.urn, s.name, s.town, s.closed, n.id as successor_id, n.name as successor`

/** Settings by name, town or URN, the best match first. */
export async function searchSettings(tx: Tx, words: string, most: number): Promise<SettingRow[]> {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&').replaceAll(' ', '%')}%`
  const { rows } = await sql<SettingRow>`
    select ${settingColumns} from setting s left join setting n on n.urn = s.successor_urn
     where (s.search like ${pattern} or s.urn::text = ${words})
       and (s.closed is null or s.closed > app.today() or n.id is not null)
     order by s.urn::text = ${words} desc, s.name, s.id limit ${most}`.execute(tx)
  return rows
}

export async function readSetting(tx: Tx, id: string): Promise<SettingRow | null> {
  const { rows } = await sql<SettingRow>`
    select ${settingColumns} from setting s left join setting n on n.urn = s.successor_urn where s.id = ${id}`.execute(
    tx
  )
  return rows[0] ?? null
}

/** Those who may hold a task for this authority's children on a day. */
export async function readHolders(tx: Tx, authorityId: number, roles: readonly string[], on: string) {
  const { rows } = await sql<{ id: string; name: string; team: string | null }>`
    select distinct p.id, p.name, t.name as team from appointment a join person p on p.id = a.person_id and p.ended_at is null
      left join team t on t.id = a.team_id
     where a.authority_id = ${authorityId} and a.role = any(${roles}::text[]) and a.revoked_at is null
       and a.starts <= ${on}::date and (a.ends is null or a.ends > ${on}::date) order by p.name, p.id`.execute(tx)
  return rows
}

export type DatedTable = 'enrolment' | 'care_period' | 'placement' | 'allocation'

export async function setEnds(tx: Tx, table: DatedTable, ends: ReadonlyMap<string, Temporal.PlainDate>): Promise<void> {
  for (const [id, on] of ends)
    await sql`update ${sql.table(table)} set ends = ${on.toString()} where id = ${id}`.execute(tx)
}

export const setEnrolment = (
  tx: Tx,
  id: string,
  change: { ends?: string | null; leaving_reason?: string | null; main?: boolean }
) => tx.updateTable('enrolment').set(change).where('id', '=', id).execute()
export const insertEnrolment = (tx: Tx, row: Insertable<Schema['enrolment']>) =>
  tx.insertInto('enrolment').values(row).execute()
export const insertAllocation = (tx: Tx, row: Insertable<Schema['allocation']>) =>
  tx.insertInto('allocation').values(row).execute()
export const insertCare = (tx: Tx, row: Insertable<Schema['care_period']>) =>
  tx.insertInto('care_period').values(row).execute()
export const setCareEnd = (tx: Tx, id: string, change: { sudden_end: boolean; end_reason: string | null }) =>
  tx.updateTable('care_period').set(change).where('id', '=', id).execute()

export async function insertHome(
  tx: Tx,
  row: Insertable<Schema['placement']>,
  address: { address: string | null; postcode: string | null }
): Promise<void> {
  await tx.insertInto('placement').values(row).execute()
  if (address.address === null && address.postcode === null) return
  const { id, authority_id, child_id } = row
  await tx
    .insertInto('placement_address')
    .values({ placement_id: id, authority_id, child_id, ...address })
    .execute()
}

/** How the carer is reached from now on; what was kept from the setting stays kept. */
export const upsertCarerContact = (
  tx: Tx,
  row: { child_id: string; authority_id: number; name: string; email: string | null; phone: string | null }
) =>
  tx
    .insertInto('carer_contact')
    .values(row)
    .onConflict(conflict =>
      conflict.column('child_id').doUpdateSet({ name: row.name, email: row.email, phone: row.phone })
    )
    .execute()

/** The carer's person by e-mail address, made where there is none; null where it is the address of somebody who works here. */
export async function carerPerson(tx: Tx, email: string, name: string, fresh: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select app.carer_person(${email}, ${name}, ${fresh}) id`.execute(tx)
  return rows[0]?.id ?? null
}

export const setChild = (
  tx: Tx,
  id: string,
  change: { died_on?: string; adopted_on?: string; restricted: boolean; restricted_reason: string; search?: string }
) => tx.updateTable('child').set(change).where('id', '=', id).execute()

/** Who goes on seeing a closed record: the Virtual School head, and the social worker who has to close theirs. */
export async function nameReaders(tx: Tx, childId: string, reason: string, at: string): Promise<void> {
  await sql`insert into restricted_reader (authority_id, child_id, person_id, reason, granted_at)
    select c.authority_id, c.id, f.person_id, ${reason}, ${at}::timestamptz from child c cross join lateral (
      select a.person_id from appointment a where a.authority_id = c.authority_id and a.role = 'virtual-school-head'
         and a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today())
      union select l.person_id from allocation l where l.child_id = c.id and l.role = 'social-worker'
         and l.revoked_at is null and l.starts <= app.today() and (l.ends is null or l.ends > app.today())) f
     where c.id = ${childId}
    on conflict (child_id, person_id) do nothing`.execute(tx)
}

/** Whoever was named before and is not named now sees it no more. */
export async function dropReaders(tx: Tx, childId: string, at: string): Promise<void> {
  await sql`update restricted_reader set revoked_at = ${at}::timestamptz where child_id = ${childId} and revoked_at is null
       and person_id not in (
         select a.person_id from appointment a where a.authority_id = restricted_reader.authority_id and a.role = 'virtual-school-head' and a.revoked_at is null
         union select l.person_id from allocation l where l.child_id = ${childId} and l.role = 'social-worker' and l.revoked_at is null
            and l.starts <= app.today() and (l.ends is null or l.ends > app.today()))`.execute(tx)
}

/** Links, waiting messages, invitations and granted sections of this child end. */
export async function stopEverything(tx: Tx, childId: string, at: string, on: string): Promise<void> {
  await sql`select app.stop_messages_of(${childId})`.execute(tx)
  await sql`update invitation set withdrawn_at = ${at}::timestamptz where child_id = ${childId} and withdrawn_at is null`.execute(
    tx
  )
  await sql`update section_grant set revoked_at = ${at}::timestamptz where child_id = ${childId} and revoked_at is null`.execute(
    tx
  )
  await sql`update allocation set ends = greatest(starts, ${on}::date), revoked_at = ${at}::timestamptz
     where child_id = ${childId} and role in ('carer', 'parent', 'child') and revoked_at is null
       and (ends is null or ends > ${on}::date)`.execute(tx)
}

export async function readPepIds(tx: Tx, childId: string): Promise<string[]> {
  const rows = await tx.selectFrom('pep').select('id').where('child_id', '=', childId).execute()
  return rows.map(({ id }) => id)
}

/** Heads or administrators of an authority, to be told of something. */
export async function readByRole(tx: Tx, authorityId: number, role: 'virtual-school-head' | 'administrator') {
  const holders = await readHolders(tx, authorityId, [role], await today(tx))
  return holders.map(({ id }) => id)
}
const today = async (tx: Tx): Promise<string> =>
  (await sql<{ day: string }>`select app.today() as day`.execute(tx)).rows[0]?.day ?? ''

export async function teachersAt(tx: Tx, authorityId: number, settingId: string, on: string) {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from appointment d join person p on p.id = d.person_id
     where d.setting_id = ${settingId} and d.authority_id = ${authorityId} and d.role = 'designated-teacher' and d.revoked_at is null
       and d.starts <= ${on}::date and (d.ends is null or d.ends > ${on}::date) order by p.name`.execute(tx)
  return rows
}

/** Running places at settings that have closed, with what took their place. */
export async function readClosedPlaces(tx: Tx, authorityId: number) {
  const { rows } = await sql<{
    id: string
    child_id: string
    main: boolean
    starts: string
    ends: string | null
    closed: string
    successor_id: string | null
  }>`
    select e.id, e.child_id, e.main, e.starts, e.ends, s.closed, n.id as successor_id
      from enrolment e join setting s on s.id = e.setting_id left join setting n on n.urn = s.successor_urn
     where e.authority_id = ${authorityId} and s.closed <= app.today() and e.starts <= app.today() and (e.ends is null or e.ends > app.today())
     order by e.id`.execute(tx)
  return rows
}
