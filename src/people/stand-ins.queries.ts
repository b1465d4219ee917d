import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

/** Appointments that run today. */
const today = sql`a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today())`

export interface StaffRow {
  id: string
  name: string
  role: 'social-worker' | 'team-manager' | 'adviser' | 'virtual-school-head'
  authority_id: number
  team_id: string | null
  team: string | null
}

/** Everybody of these authorities who can be covered or cover, by name. */
export async function readStaff(tx: Tx, authorities: readonly number[]): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    select distinct p.id, p.name, a.role, a.authority_id, a.team_id, t.name as team
      from appointment a join person p on p.id = a.person_id and p.ended_at is null left join team t on t.id = a.team_id
     where a.authority_id = any(${authorities}::smallint[]) and ${today}
       and a.role in ('social-worker', 'team-manager', 'adviser', 'virtual-school-head')
     order by p.name, p.id`.execute(tx)
  return rows
}

export interface StandInRow {
  id: string
  authority_id: number
  absent_id: string
  absent: string
  cover_id: string
  cover: string
  named_by: string
  starts: string
  ends: string | null
}

/** Those that run or are to come, the soonest first. */
export async function readStandIns(tx: Tx, authorities: readonly number[]): Promise<StandInRow[]> {
  const { rows } = await sql<StandInRow>`
    select s.id, s.authority_id, s.absent_person_id as absent_id, x.name as absent, s.cover_person_id as cover_id, c.name as cover,
           n.name as named_by, s.starts, s.ends
      from stand_in s join person x on x.id = s.absent_person_id join person c on c.id = s.cover_person_id join person n on n.id = s.named_by
     where s.authority_id = any(${authorities}::smallint[]) and s.revoked_at is null and (s.ends is null or s.ends > app.today())
     order by s.starts, x.name, s.id`.execute(tx)
  return rows
}

export const insertStandIn = (tx: Tx, row: Insertable<Schema['stand_in']>) =>
  tx.insertInto('stand_in').values(row).execute()

/** Ends it now; what had not begun yet never does. */
export const revokeStandIn = (tx: Tx, id: string, at: string) =>
  tx.updateTable('stand_in').set({ revoked_at: at }).where('id', '=', id).where('revoked_at', 'is', null).execute()
