import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface DirectoryRow {
  id: string
  post: string
  name: string
  email: string | null
  undeliverable_since: string | null
  suspended: boolean
  role: string
  authority_id: number
  place: string
  starts: string
  ends: string | null
}

export interface DirectoryQuery {
  readonly authorities: readonly number[]
  /** Part of a name or an address; '' for all. */
  readonly search: string
  readonly role: string
  readonly undeliverable: boolean
  readonly suspended: boolean
  readonly from: number
  readonly most: number
}

/** Appointments that run or are to come, by role and name, and how many there are in all. */
export async function readDirectory(tx: Tx, query: DirectoryQuery): Promise<{ rows: DirectoryRow[]; all: number }> {
  const like = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`
  const found = sql`from appointment a
      join person p on p.id = a.person_id and p.kind <> 'service' and p.ended_at is null
      join authority u on u.id = a.authority_id
      left join setting s on s.id = a.setting_id left join team t on t.id = a.team_id
     where a.authority_id = any(${query.authorities}::smallint[]) and a.role <> 'service' and a.revoked_at is null
       and (a.ends is null or a.ends > app.today()) and (${query.role} = '' or a.role = ${query.role})
       and (not ${query.undeliverable}::boolean or p.undeliverable_since is not null)
       and (not ${query.suspended}::boolean or p.id = any((select app.suspended_people())::uuid[]))
       and (${query.search} = '' or p.name ilike ${like} or p.email ilike ${like} or s.name ilike ${like} or t.name ilike ${like})`
  const { rows } = await sql<DirectoryRow>`
    select p.id, a.id as post, p.name, p.email, p.undeliverable_since,
           p.id = any((select app.suspended_people())::uuid[]) as suspended, a.role, a.authority_id, coalesce(s.name, t.name, u.virtual_school_name) as place,
           a.starts, a.ends ${found} order by a.role, p.name, a.id offset ${query.from} limit ${query.most}`.execute(tx)
  const counted = await sql<{ all: number }>`select count(*)::int as all ${found}`.execute(tx)
  return { rows, all: counted.rows[0]?.all ?? 0 }
}
