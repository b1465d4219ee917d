import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** The child's adviser today; none: the heads of the authority, whose queue it is. */
export async function readAdvisers(tx: Tx, authorityId: number, childId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string; allocated: boolean }>`
    select distinct f.person_id, f.allocated from (
      select l.person_id, true as allocated from allocation l where l.child_id = ${childId} and l.role = 'adviser'
         and l.revoked_at is null and l.starts <= app.today() and (l.ends is null or l.ends > app.today())
      union all
      select a.person_id, false from appointment a where a.authority_id = ${authorityId} and a.role = 'virtual-school-head'
         and a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today())) f`.execute(
    tx
  )
  const allocated = rows.filter(row => row.allocated)
  return (allocated.length > 0 ? allocated : rows).map(row => row.person_id)
}

/** Whether this person is a professional who still works with anybody today: then an answer can go back to them. */
export async function readWorks(tx: Tx, person: string): Promise<boolean> {
  const { rows } = await sql<{ works: boolean }>`
    select p.kind = 'professional' and p.ended_at is null and (
        exists (select from appointment a where a.person_id = p.id and a.revoked_at is null
                 and a.starts <= app.today() and (a.ends is null or a.ends > app.today()))
        or exists (select from section_grant g where g.person_id = p.id and g.revoked_at is null
                 and g.starts <= app.today() and (g.ends is null or g.ends > app.today()))) as works
      from person p where p.id = ${person}`.execute(tx)
  return rows[0]?.works === true
}

/** Each person who is named in a target or in an action of this plan, once. */
export async function readNamedInPlan(tx: Tx, pepId: string): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select lead_person_id as person from target where pep_id = ${pepId} and lead_person_id is not null
    union select owner_person_id from action where pep_id = ${pepId} and owner_person_id is not null
    union select a.person_id from pep p join allocation a on a.child_id = p.child_id
     where p.id = ${pepId} and a.role in ('child', 'carer', 'social-worker')
       and a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today())
       and (exists (select from target t where t.pep_id = p.id and t.actions @> jsonb_build_array(jsonb_build_object('who', a.role)))
         or exists (select from action d where d.pep_id = p.id and d.owner_person_id is null and d.owner_party = a.role))`.execute(
    tx
  )
  return rows.map(row => row.person)
}
