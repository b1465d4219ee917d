import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** What deciding which pep a child needs is worked out from, as it is stored. */
export interface DueRow {
  id: string
  authority_id: number
  date_of_birth: string
  died_on: string | null
  adopted_on: string | null
  merged: boolean
  uasc: boolean
  sen_status: string | null
  year_group_override: number | null
  care: Array<{ starts: string; ends: string | null; short_break: boolean; legal_status: string | null }>
  placements: Array<{ starts: string; ends: string | null; type: string | null }>
  enrolments: Array<{ setting_id: string; starts: string; ends: string | null }>
  peps: PepOfChild[]
}

export interface PepOfChild {
  id: string
  year: string
  term: string
  kind: string
  phase: string
  state: string
  circumstances: string[]
  setting_id: string | null
  opened_on: string
  held_on: string | null
}

/** One statement for a child, or for every child of an authority. */
export async function readDueRows(tx: Tx, of: { child: string } | { authority: number }): Promise<DueRow[]> {
  const mine = 'child' in of ? sql`c.id = ${of.child}` : sql`c.authority_id = ${of.authority}`
  const { rows } = await sql<DueRow>`
    select c.id, c.authority_id, c.date_of_birth, c.died_on, c.adopted_on, c.merged_into is not null as merged,
           coalesce(r.uasc, false) as uasc, r.sen_status, r.year_group_override,
           coalesce(k.list, '[]') as care, coalesce(l.list, '[]') as placements, coalesce(e.list, '[]') as enrolments,
           coalesce(p.list, '[]') as peps
      from child c
      left join child_record r on r.child_id = c.id
      left join lateral (select jsonb_agg(jsonb_build_object('starts', starts, 'ends', ends, 'short_break', short_break,
          'legal_status', legal_status) order by starts) as list from care_period where child_id = c.id) k on true
      left join lateral (select jsonb_agg(jsonb_build_object('starts', starts, 'ends', ends, 'type', type) order by starts) as list
          from placement where child_id = c.id) l on true
      left join lateral (select jsonb_agg(jsonb_build_object('setting_id', setting_id, 'starts', starts, 'ends', ends) order by starts) as list
          from enrolment where child_id = c.id and main) e on true
      left join lateral (select jsonb_agg(jsonb_build_object('id', q.id, 'year', q.year, 'term', q.term, 'kind', q.kind, 'phase', q.phase,
          'state', q.state, 'circumstances', q.circumstances, 'setting_id', q.setting_id, 'opened_on', q.opened_on,
          'held_on', m.held_on) order by q.opened_on, q.id) as list
          from pep q left join meeting m on m.pep_id = q.id where q.child_id = c.id) p on true
     where ${mine} order by c.id`.execute(tx)
  return rows
}

/** The names of those children whom this person sees. */
export const readNames = (tx: Tx, childIds: readonly string[]) =>
  childIds.length === 0
    ? []
    : tx
        .selectFrom('child')
        .select(['id', 'first_name', 'last_name', 'preferred_name'])
        .where('id', 'in', [...new Set(childIds)])
        .execute()

/** One opening at a time for an authority: two would both find no pep there. */
export const oneOpeningAtATime = (tx: Tx, authorityId: number) =>
  sql`select pg_advisory_xact_lock(hashtext('openpep opening'), ${authorityId}::int)`.execute(tx)

export interface NewPep {
  id: string
  authority_id: number
  child_id: string
  year: string
  term: string
  kind: string
  phase: string
  circumstances: readonly string[]
  form_version: string
  setting_id: string | null
  previous_pep_id: string | null
  day_zero: string
  opened_on: string
}

const rowsAtOnce = 2000

export async function insertPeps(tx: Tx, rows: readonly NewPep[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = rows.slice(at, at + rowsAtOnce).map(row => ({ ...row, circumstances: [...row.circumstances] }))
    await sql`insert into pep (id, authority_id, child_id, year, term, kind, phase, circumstances, form_version, setting_id,
        previous_pep_id, day_zero, opened_on)
      select id, authority_id, child_id, year, term, kind, phase, circumstances,
        coalesce((select f.version from form_edition f where f.authority_id = n.authority_id order by f.number desc limit 1), form_version),
        setting_id, previous_pep_id, day_zero, opened_on from jsonb_populate_recordset(null::pep, ${JSON.stringify(some)}::jsonb) n`.execute(
      tx
    )
  }
}

/** The designated teachers of the setting and the child's social workers keep the pep until it is signed off. */
export async function insertKeepers(tx: Tx, pepIds: readonly string[]): Promise<void> {
  await sql`
    insert into pep_keeper (authority_id, child_id, pep_id, person_id, role)
    select p.authority_id, p.child_id, p.id, a.person_id, 'designated-teacher' from pep p
      join appointment a on a.setting_id = p.setting_id and a.authority_id = p.authority_id and a.role = 'designated-teacher'
       and a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today())
     where p.id = any(${pepIds}::uuid[])
    union
    select p.authority_id, p.child_id, p.id, a.person_id, 'social-worker' from pep p
      join allocation a on a.child_id = p.child_id and a.role = 'social-worker'
       and a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today())
     where p.id = any(${pepIds}::uuid[])
    on conflict do nothing`.execute(tx)
}
