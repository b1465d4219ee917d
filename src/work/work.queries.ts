import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { PlainClock } from '../peps/plain-clock.ts'
import type { OpenPlan } from './steps.ts'
import type { Waiting } from './waiting.ts'

interface Named {
  readonly first_name: string | null
  readonly last_name: string | null
  readonly preferred_name: string | null
}

export interface WorkRow {
  /** Steps that I hold. */
  mine: OpenPlan[]
  /** Steps that others hold of the same children, up to the end of the week; only where asked for. */
  others: OpenPlan[]
  waiting: Array<
    Waiting & Named & { readonly setting: string | null; readonly authority: string; readonly plan: string | null }
  >
  children: number
  first: Array<Named & { readonly id: string }>
}

const plans = (from: 'mine' | 'others') => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('pepId', x.pep_id, 'childId', x.child_id, 'meetingOn', m.on_date, 'steps', x.steps)), '[]')
     from (select o.pep_id, o.child_id, jsonb_agg(jsonb_build_object('name', o.name, 'step', o.step, 'holder', o.holder, 'due', o.due, 'lateAfter', o.late_after)) as steps
             from open o where ${from === 'mine' ? sql`o.mine` : sql`not o.mine`} group by o.pep_id, o.child_id) x
     left join meeting m on m.pep_id = x.pep_id)`

/** All that waits for this person, in one read: open steps by plan, what has no date, and the first few of their children. */
export async function readWork(
  tx: Tx,
  asked: { readonly others: boolean; readonly until: string; readonly first: number }
): Promise<WorkRow> {
  const { rows } = await sql<WorkRow>`
    with standing as materialized (select * from app.my_standings()),
    open as materialized (
      select k.pep_id, k.child_id, k.name, k.step, k.holder, k.due, k.late_after, bool_or(k.holder = s.role) as mine
        from standing s join open_clock k on k.child_id = s.child_id and (s.pep_id is null or s.pep_id = k.pep_id)
       where k.holder = s.role ${asked.others ? sql`or (s.role in ('social-worker', 'team-manager', 'adviser') and k.due <= ${asked.until}::date)` : sql``}
       group by k.pep_id, k.child_id, k.name, k.step, k.holder, k.due, k.late_after),
    own as (select distinct s.child_id from standing s where s.pep_id is null)
    select ${plans('mine')} as mine, ${plans('others')} as others,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', w.kind, 'childId', w.child_id, 'pepId', w.pep_id, 'ref', w.ref, 'since', w.since, 'number', w.number,
           'first_name', c.first_name, 'last_name', c.last_name, 'preferred_name', c.preferred_name, 'setting', t.name, 'authority', a.name, 'plan', p.term || ' ' || p.year) order by w.since), '[]')
         from app.my_waiting() w join child c on c.id = w.child_id join authority a on a.id = c.authority_id
         left join pep p on p.id = w.pep_id left join setting t on t.id = p.setting_id) as waiting,
      (select count(*)::int from own) as children,
      (select coalesce(jsonb_agg(f), '[]') from (select c.id, c.first_name, c.last_name, c.preferred_name from own o join child c on c.id = o.child_id
         order by lower(coalesce(c.preferred_name, c.first_name)), lower(c.last_name), c.id limit ${asked.first}) f) as first`.execute(
    tx
  )
  const [row] = rows
  if (!row) throw new Error('A read without a row.')
  return row
}

export interface StepRow extends Named {
  pep_id: string
  name: string
  explanation: PlainClock
  setting: string | null
  authority: string
  phase: string
  circumstances: string[]
  form_version: string
  completed: string[] | null
  correction: string | null
  /** Who holds it by name, where the records say. */
  holders: string | null
}

const now = (table: string) =>
  sql`${sql.ref(`${table}.revoked_at`)} is null and ${sql.ref(`${table}.starts`)} <= app.today()
      and (${sql.ref(`${table}.ends`)} is null or ${sql.ref(`${table}.ends`)} > app.today())`

/** What the page says of these steps: the child, the place, how each date was counted, who holds it. */
export async function readSteps(
  tx: Tx,
  steps: ReadonlyArray<{ readonly pepId: string; readonly name: string }>
): Promise<StepRow[]> {
  if (steps.length === 0) return []
  const { rows } = await sql<StepRow>`
    select k.pep_id, k.name, k.explanation, c.first_name, c.last_name, c.preferred_name, t.name as setting, a.name as authority,
      p.phase, p.circumstances, p.form_version,
      case when k.name = 'social-worker-section' then (select array_agg(s.section) from section_state s
        where s.pep_id = k.pep_id and s.complete_on is not null) end as completed,
      case when k.name like 'correction%' then (select o.id from correction o where o.pep_id = k.pep_id and o.outcome is null
        order by o.asked_on, o.id limit 1) end as correction,
      case k.holder
        when 'designated-teacher' then (select string_agg(q.name, ', ' order by q.name) from appointment d join person q on q.id = d.person_id
          where d.setting_id = p.setting_id and d.authority_id = p.authority_id and d.role = 'designated-teacher' and ${now('d')})
        when 'virtual-school-head' then (select string_agg(q.name, ', ' order by q.name) from appointment d join person q on q.id = d.person_id
          where d.authority_id = p.authority_id and d.role = 'virtual-school-head' and ${now('d')})
        else (select string_agg(q.name, ', ' order by q.name) from allocation l join person q on q.id = l.person_id
          where l.child_id = k.child_id and l.role = k.holder and ${now('l')}) end as holders
      from unnest(${steps.map(step => step.pepId)}::uuid[], ${steps.map(step => step.name)}::text[]) w(pep_id, name)
      join clock k on k.pep_id = w.pep_id and k.name = w.name join pep p on p.id = k.pep_id
      join child c on c.id = k.child_id join authority a on a.id = k.authority_id left join setting t on t.id = p.setting_id`.execute(
    tx
  )
  return rows
}

export async function readGaps(tx: Tx, authorityId: number): Promise<Array<{ kind: string; number: number }>> {
  const { rows } = await sql<{ kind: string; number: number }>`
    select kind, number from app.missing_records(${authorityId}::smallint) where number > 0`.execute(tx)
  return rows
}

export interface FamilyRow extends Named {
  child_id: string
  pep_id: string | null
  state: string | null
  year: string | null
  term: string | null
  role: string
  heard: boolean
}

/** A carer's, parent's, child's or IRO's children, each with the newest plan that they may know of. */
export async function readFamily(tx: Tx): Promise<FamilyRow[]> {
  const { rows } = await sql<FamilyRow>`
    select distinct on (a.child_id, a.role) a.child_id, a.role, p.id as pep_id, c.first_name, c.last_name, c.preferred_name,
           p.state, p.year, p.term, exists (select from views v where v.pep_id = p.id and v.party = a.role and v.recorded_on is not null) as heard
      from allocation a join child c on c.id = a.child_id
      left join pep p on p.child_id = a.child_id and p.state <> 'not-required'
     where a.person_id = app.person() and a.role in ('carer', 'parent', 'child', 'iro') and ${now('a')}
     order by a.child_id, a.role, p.opened_on desc, p.id desc`.execute(tx)
  return rows
}
