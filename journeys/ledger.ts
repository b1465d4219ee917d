import pg from 'pg'
import type { RunningServer } from './server.ts'

export interface Refused {
  readonly n: number
  readonly who: string | null
  readonly action: string
  readonly outcome: 'refused' | 'not-found'
  readonly reason: string | null
  readonly pep_id: string | null
  readonly payload: Record<string, unknown> | null
}

type Commands = Pick<RunningServer, 'command'>

/** The database behind a journey, past all row policies: what is really there. */
export async function connectAsOwner(server: Commands): Promise<pg.Client> {
  const { out } = await server.command('database-url', '--as', 'owner', '--json')
  const owner = new pg.Client({ connectionString: JSON.parse(out).url })
  await owner.connect()
  return owner
}

/** The demonstration makes its copies one by one for some minutes, which is not what a journey did: what still waits is called off. */
async function withoutPassingJobs(owner: pg.Client): Promise<void> {
  const copies = "task_identifier = 'issue-copies'"
  await owner.query(
    `select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where ${copies} and locked_at is null))`
  )
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await owner.query(`select count(*)::int as n from graphile_worker.jobs where ${copies}`)
    if (rows[0].n === 0) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error('The copies of the demonstration do not come to an end.')
}

/** What a journey holds against the pages: all that is stored, and what was refused. */
export async function openLedger(server: Commands) {
  const owner = await connectAsOwner(server)
  await withoutPassingJobs(owner)
  const newest = async (): Promise<number> =>
    (await owner.query('select coalesce(max(n), 0)::int as n from audit_event')).rows[0].n
  return {
    owner,
    newest,
    close: () => owner.end(),
    /**
     * Every table with its rows and their digest, for "nothing is changed". The record of who did what grows with each
     * look, and so do the keys of open pages: they are left out. Of messages only the number counts: they are delivered meanwhile.
     */
    async state(): Promise<Record<string, string>> {
      const { rows } = await owner.query(
        `select table_name as name from information_schema.tables
          where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('audit_event', 'outbox', 'draft_key') order by 1`
      )
      const each = rows.map(
        ({ name }) =>
          `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(md5(x::text), '' order by md5(x::text))), '') as held from "${name}" x`
      )
      const counts = await owner.query(
        `${each.join(' union all ')} union all select 'outbox', count(*)::text from outbox`
      )
      return Object.fromEntries(counts.rows.map(({ name, held }) => [name, held]))
    },
    /** What was refused, or not found, after row `n` of the audit log; the oldest first. */
    async refusedSince(n: number): Promise<Refused[]> {
      const { rows } = await owner.query(
        `select n::int, coalesce(p.demo_word, p.name) as who, action, outcome, reason, pep_id, payload
           from audit_event a left join person p on p.id = a.person_id
          where n > $1 and outcome <> 'done' order by n`,
        [n]
      )
      return rows
    }
  }
}

export type Ledger = Awaited<ReturnType<typeof openLedger>>
