import { sql } from 'kysely'
import type { Tx } from '../../db/transaction.ts'

/**
 * Children of whom nothing is open any more, each plan signed off and its copy filed, but whom somebody can still see.
 * `in_care`: a care period runs, or is to come. `left_on`: the last one ended.
 */
export async function readFinished(tx: Tx, authorityId: number) {
  const { rows } = await sql<{ id: string; date_of_birth: string; in_care: boolean; left_on: string | null }>`
    select c.id, c.date_of_birth,
           exists (select from care_period k where k.child_id = c.id and (k.ends is null or k.ends > app.today())) as in_care,
           (select max(k.ends) from care_period k where k.child_id = c.id and not k.short_break) as left_on
      from child c
     where c.authority_id = ${authorityId} and c.merged_into is null
       and exists (select from care_period k where k.child_id = c.id)
       and not exists (select from pep p where p.child_id = c.id and p.state not in ('signed-off', 'not-required')
         and (p.state <> 'planned' or exists (select from clock k where k.pep_id = p.id and k.met_on is null and k.stopped is null)))
       and not exists (select from clock k where k.child_id = c.id and k.name like 'file-copy%' and k.met_on is null and k.stopped is null)
       and (exists (select from enrolment e where e.child_id = c.id and (e.ends is null or e.ends > app.today()) and (e.ends is null or e.ends > e.starts))
         or exists (select from allocation a where a.child_id = c.id and a.revoked_at is null and (a.ends is null or a.ends > app.today())))
     order by c.id`.execute(tx)
  return rows
}

/** Places and tasks of these children end today; what was only planned never begins. */
export async function endSight(tx: Tx, children: readonly string[], reason: string): Promise<void> {
  await sql`update enrolment set ends = greatest(starts, app.today()), leaving_reason = ${reason}
     where child_id = any(${children}::uuid[]) and (ends is null or ends > app.today())`.execute(tx)
  await sql`update allocation set ends = greatest(starts, app.today())
     where child_id = any(${children}::uuid[]) and revoked_at is null and (ends is null or ends > app.today())`.execute(
    tx
  )
}
