import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { PlainClock } from '../peps/plain-clock.ts'
import type { OpenPlan } from './steps.ts'
import type { Waiting } from './waiting.ts'

export interface Named {
  readonly first_name: string | null
  readonly last_name: string | null
  readonly preferred_name: string | null
}

/** A child whose own page this person may open: not so where they hold one plan, or a section of it. */
const opens = sql`(c.authority_id = any((select app.my_authorities())::smallint[])
  or c.id = any((select app.my_children('{full,setting}'))::uuid[]))`

interface Child extends Named {
  readonly id: string
  readonly opens: boolean
  readonly authority: string
}

export interface WorkRow {
  /** In ids and dates. `mine`: steps that I hold; the others' are there where asked for. */
  work: {
    plans: Array<OpenPlan & { readonly mine: boolean }>
    waiting: Array<Waiting & { readonly setting: string | null; readonly plan: string | null }>
    children: string[]
  }
  /** The names that this person may read: of those for whom something waits, and the first few of their own. */
  waitingFor: Child[]
  first: Child[]
}

/** All that waits for this person, in one read. */
export async function readWork(
  tx: Tx,
  asked: { readonly others: boolean; readonly until: string; readonly first: number }
): Promise<WorkRow> {
  const child = sql`jsonb_build_object('id', n.id, 'first_name', n.first_name, 'last_name', n.last_name, 'preferred_name', n.preferred_name,
    'authority', n.authority, 'opens', n.opens)`
  const { rows } = await sql<WorkRow>`
    with found as materialized (select app.my_work(${asked.others}, ${asked.until}::date) as work),
    own as (select e.id::uuid as id from found, jsonb_array_elements_text(found.work->'children') e(id)),
    waits as (select distinct (e.one->>'childId')::uuid as id from found, jsonb_array_elements(found.work->'waiting') e(one)),
    named as materialized (select c.id, c.first_name, c.last_name, c.preferred_name, a.name as authority, ${opens} as opens from child c join authority a on a.id = c.authority_id
       where c.id = any((select array_agg(id) from (select id from own union select id from waits) x)::uuid[]))
    select found.work,
      (select coalesce(jsonb_agg(${child}), '[]') from named n where n.id in (select id from waits)) as "waitingFor",
      (select coalesce(jsonb_agg(${child}), '[]') from (select n.* from named n where n.id in (select id from own)
         order by lower(coalesce(n.preferred_name, n.first_name)), lower(n.last_name), n.id limit ${asked.first}) n) as first
      from found`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('A read without a row.')
  return row
}

export interface StepRow extends Named {
  pep_id: string
  name: string
  opens: boolean
  explanation: PlainClock
  setting: string | null
  authority: string
  phase: string
  circumstances: string[]
  form_version: string
  completed: string[] | null
  correction: string | null
  state: string
  social_worker_leads: boolean
  /** Who holds it by name, where the records say. */
  holders: string | null
  /** When somebody last pressed Remind for this plan today. */
  reminded_at: string | null
}

/** What the page says of these steps: the child, the place, how each date was counted, who holds it. */
export async function readSteps(
  tx: Tx,
  steps: ReadonlyArray<{ readonly pepId: string; readonly name: string }>
): Promise<StepRow[]> {
  if (steps.length === 0) return []
  const { rows } = await sql<StepRow>`
    select f.pep_id, f.name, ${opens} as opens, k.explanation, c.first_name, c.last_name, c.preferred_name, t.name as setting, a.name as authority,
      f.phase, f.circumstances, f.form_version, f.completed, f.correction,
      (select string_agg(q.name, ', ' order by q.name) from person q where q.id = any(f.holders)) as holders,
      r.at as reminded_at, p.state, app.social_worker_leads(p.kind, p.circumstances, p.setting_id) as social_worker_leads
      from app.step_facts(${steps.map(step => step.pepId)}::uuid[], ${steps.map(step => step.name)}::text[]) f
      join clock k on k.pep_id = f.pep_id and k.name = f.name join pep p on p.id = f.pep_id join child c on c.id = k.child_id
      join authority a on a.id = k.authority_id left join setting t on t.id = f.setting_id
      left join app.reminded_on(${steps.map(step => step.pepId)}::uuid[], app.today()) r on r.pep_id = f.pep_id`.execute(
    tx
  )
  return rows
}

export async function readGaps(tx: Tx, authorityId: number): Promise<Array<{ kind: string; number: number }>> {
  const { rows } = await sql<{ kind: string; number: number }>`
    select kind, number from app.missing_records(${authorityId}::smallint) where number > 0`.execute(tx)
  return rows
}
