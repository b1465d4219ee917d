import type pg from 'pg'

/** What a day has come to so far, over all authorities. */
export interface Tally {
  readonly opened: number
  readonly reminders: number
  readonly digests: number
  readonly escalations: number
  readonly sent: number
}

/** Counted by the database's owner: nobody else may see every authority. */
export async function readTally(owner: pg.ClientBase): Promise<Tally> {
  const { rows } = await owner.query<Tally>(`
    select (select count(*)::int from pep) as opened,
           (select count(*)::int from reminder where not escalation) as reminders,
           (select count(*)::int from reminder where escalation) as escalations,
           (select count(*)::int from outbox where kind in ('digest', 'late at your setting')) as digests,
           (select count(*)::int from outbox where sent_at is not null) as sent`)
  const [row] = rows
  if (!row) throw new Error('A count without a row.')
  return row
}

/** Jobs that could run now or have failed and will be tried again; not those that failed for good. */
export async function countWaitingJobs(owner: pg.ClientBase): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `select count(*)::int as count from graphile_worker._private_jobs 
      where (run_at <= now() or last_error is not null) and attempts < max_attempts`
  )
  return rows[0]?.count ?? 0
}
