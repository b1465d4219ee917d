import { sql } from 'kysely'
import type { Tx } from './transaction.ts'

/**
 * Runs `work` inside the caller's transaction as the service person of an authority, then goes back to who asked. For what
 * must be worked out from all facts whoever wrote the last of them: nothing read in here may be shown to the person.
 * One piece of work at a time: whatever else runs on this transaction meanwhile would be the service's too.
 */
export async function asService<T>(tx: Tx, authorityId: number, work: (service: string) => Promise<T>): Promise<T> {
  const { rows } = await sql<{ asked: string; service: string }>`
    select who.asked, set_config('app.person', app.service_person(${authorityId}::smallint)::text, true) as service
      from (select coalesce(current_setting('app.person', true), '') as asked offset 0) who`.execute(tx)
  const [found] = rows
  if (!found) throw new Error('No row came back from setting who works.')
  const result = await work(found.service)
  await sql`select set_config('app.person', ${found.asked}, true)`.execute(tx)
  return result
}
