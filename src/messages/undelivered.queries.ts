import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface UnreachableRow {
  person_id: string | null
  email: string | null
  name: string | null
  authority_id: number
  roles: string[]
  since: string
  /** Messages that this person can read in the service only. */
  unread: number
}

/** People who work with these authorities' children and whose mail came back, the longest first. */
export async function readUnreachablePeople(tx: Tx, authorities: readonly number[]): Promise<UnreachableRow[]> {
  const now = (
    table: string
  ) => sql`${sql.ref(`${table}.revoked_at`)} is null and ${sql.ref(`${table}.starts`)} <= app.today()
    and (${sql.ref(`${table}.ends`)} is null or ${sql.ref(`${table}.ends`)} > app.today())
    and ${sql.ref(`${table}.authority_id`)} = any(${authorities}::smallint[])`
  const { rows } = await sql<UnreachableRow>`
    with gone as (select p.id, p.name, p.email, p.undeliverable_since from person p where p.undeliverable_since is not null and p.ended_at is null),
    place as (select g.id, a.authority_id, a.role from gone g join appointment a on a.person_id = g.id and a.role <> 'service' and ${now('a')}
      union select g.id, w.authority_id, w.role from gone g join allocation w on w.person_id = g.id and ${now('w')})
    select g.id as person_id, g.email, g.name, min(p.authority_id)::smallint as authority_id, array_agg(distinct p.role) as roles,
           g.undeliverable_since as since,
           (select count(*)::int from outbox o where o.to_person = g.id and o.read_at is null) as unread
      from gone g join place p on p.id = g.id group by g.id, g.email, g.name, g.undeliverable_since
     order by g.undeliverable_since, g.name, g.id`.execute(tx)
  return rows
}

/** Addresses without an account that came back and to which nothing has gone since; a setting's contact by the setting's name. */
export async function readUnreachableAddresses(tx: Tx, authorities: readonly number[]): Promise<UnreachableRow[]> {
  const { rows } = await sql<UnreachableRow>`
    select null as person_id, o.to_email as email, min(o.authority_id)::smallint as authority_id, '{}'::text[] as roles, min(o.made_at) as since, 0 as unread,
           (select string_agg(distinct s.name, ', ') from setting_contact k join setting s on s.id = k.setting_id
             where lower(k.escalation_email) = lower(o.to_email) and k.authority_id = any(${authorities}::smallint[])) as name
      from outbox o where o.authority_id = any(${authorities}::smallint[]) and o.to_email is not null and o.failure like 'unknown address%'
       and not exists (select from outbox l where l.authority_id = any(${authorities}::smallint[]) and l.to_email = o.to_email
         and l.made_at > o.made_at and l.sent_at is not null and l.failure is null)
     group by o.to_email order by min(o.made_at), o.to_email`.execute(tx)
  return rows
}
