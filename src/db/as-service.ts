import { sql } from 'kysely'
import type { Tx } from './transaction.ts'

/**
 * Runs `work` inside the caller's transaction as the service person of an authority, then goes back to who asked. For what
 * must be worked out from all facts whoever wrote the last of them: nothing read in here may be shown to the person.
 * One piece of work at a time: whatever else runs on this transaction meanwhile would be the service's too.
 */
export async function asService<T>(tx: Tx, authorityId: number, work: (service: string) => Promise<T>): Promise<T> {
  const { rows } = await sql<{ asked: string; service: string }>`
    select who.asked, set_config('app.person', who.service::text, true) as service
      from (select coalesce(current_setting('app.person', true), '') as asked,
                   coalesce((select p.id from person p join appointment a on a.person_id = p.id
                              where p.kind = 'service' and p.ended_at is null and a.role = 'service'
                                and a.authority_id = ${authorityId} and a.revoked_at is null and a.ends is null
                              order by p.id limit 1), app.service_person(${authorityId}::smallint)) as service
             offset 0) who`.execute(tx)
  const found = rows[0]
  if (!found?.service) throw new Error(`The authority ${authorityId} has no service person.`)
  const result = await work(found.service)
  await sql`select set_config('app.person', ${found.asked}, true)`.execute(tx)
  return result
}
