import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { Named } from './work.queries.ts'

export interface FamilyRow extends Named {
  child_id: string
  /** The earliest plan that is still being written, else the current one (guidance/current-plan.ts). */
  pep_id: string | null
  state: string | null
  /** The newest plan that was handed in: what a reviewing officer reads while the next is being written. */
  readable: string | null
  role: string
  heard: boolean
  /** The social worker has said yes to a parent, for the newest plan and for the one in force; others need no yes. */
  may_say: boolean
  may_read: boolean
  /** Their own copy of the newest signed-off plan of which they have one. */
  copy_pep: string | null
  copy_made: string | null
  total: number
}

const now = sql`a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today())`

/** A carer's, parent's, child's or IRO's children by name, each with the plans that they may know of. */
export async function readFamily(tx: Tx, size: number, offset: number): Promise<FamilyRow[]> {
  const { rows } = await sql<FamilyRow>`
    with mine as (select distinct a.child_id, a.role from allocation a
       where a.person_id = app.person() and a.role in ('carer', 'parent', 'child', 'iro') and ${now})
    select a.child_id, a.role, p.id as pep_id, p.state, r.id as readable, c.first_name, c.last_name, c.preferred_name,
           exists (select from views v where v.pep_id = p.id and v.party = a.role and v.recorded_on is not null) as heard,
           a.role <> 'parent' or app.parent_agreed(p.id) as may_say, a.role <> 'parent' or app.parent_agreed(r.id) as may_read,
           k.pep_id as copy_pep, (k.issued_at at time zone 'Europe/London')::date as copy_made, count(*) over ()::int as total
      from mine a join child c on c.id = a.child_id
      left join lateral (select p.id, p.state from pep p where p.child_id = a.child_id and p.state <> 'not-required'
        order by p.state in ('planned', 'in-progress', 'returned') desc, app.plan_place(p.state, p.year, p.term, p.opened_on), p.id limit 1) p on true
      left join lateral (select p.id from pep p where p.child_id = a.child_id and p.state in ('submitted', 'returned', 'signed-off')
        order by p.opened_on desc, p.id desc limit 1) r on true
      left join lateral (select i.pep_id, i.issued_at from issued_copy i join pep q on q.id = i.pep_id
         where i.child_id = a.child_id and i.audience = a.role and q.state = 'signed-off' and (a.role <> 'parent' or i.released_on is not null)
        order by q.opened_on desc, i.issued_at desc limit 1) k on true
     order by lower(coalesce(c.preferred_name, c.first_name)), lower(c.last_name), a.child_id, a.role limit ${size} offset ${offset}`.execute(
    tx
  )
  return rows
}
