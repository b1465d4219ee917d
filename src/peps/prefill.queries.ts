import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** What is known of a child on the day its pep opens, in one row; names of people and settings already in words. */
export interface KnownRow {
  pep_id: string
  authority_id: number
  child_id: string
  previous_pep_id: string | null
  setting_id: string | null
  previous_setting_id: string | null
  phase: string
  circumstances: string[]
  form_version: string
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
  pronouns: string | null
  date_of_birth: string
  first_language: string | null
  interpreter_language: string | null
  address_withheld: boolean
  setting_withheld: boolean
  care_system_id: string | null
  upn: string | null
  uln: string | null
  ethnicity: string | null
  religion: string | null
  uasc: boolean | null
  sen_status: string | null
  year_group_override: number | null
  year: string
  care: { starts: string; ends: string | null; legal_status: string | null } | null
  placement: { starts: string; type: string | null; out_of_area: boolean | null } | null
  moves: number
  carer: string | null
  social_worker: string | null
  team: string | null
  iro: string | null
  setting: string | null
  setting_since: string | null
  teacher: string | null
  last_roll: string | null
  last_roll_ended: string | null
  /** The nominated officer's approval of the move that this plan is made for (regulation 10). */
  approval: {
    officer: string
    approved_on: string
    emergency: boolean
    wishes: string
    teacher_consulted: boolean
    iro_consulted: boolean
  } | null
}

/** One statement, however many peps. */
export async function readKnown(tx: Tx, pepIds: readonly string[]): Promise<KnownRow[]> {
  const now = (table: string) =>
    sql`${sql.ref(`${table}.starts`)} <= app.today() and (${sql.ref(`${table}.ends`)} is null or ${sql.ref(`${table}.ends`)} > app.today())`
  const allocated = (role: string) => sql`(select min(h.name) from allocation a join person h on h.id = a.person_id
       where a.child_id = p.child_id and a.role = ${role} and a.revoked_at is null and ${now('a')})`
  const { rows } = await sql<KnownRow>`
    select p.id as pep_id, p.authority_id, p.child_id, p.previous_pep_id, p.setting_id, b.setting_id as previous_setting_id, p.phase, p.circumstances, p.form_version, p.year,
           c.first_name, c.last_name, c.preferred_name, c.pronouns, c.date_of_birth, c.first_language, c.interpreter_language,
           c.address_withheld, c.setting_withheld, r.care_system_id, r.upn, r.uln, r.ethnicity, r.religion, r.uasc, r.sen_status,
           r.year_group_override,
           (select to_jsonb(k) from care_period k where k.child_id = p.child_id and not k.short_break and ${now('k')}
             order by k.starts desc limit 1) as care,
           (select to_jsonb(l) from placement l where l.child_id = p.child_id and ${now('l')} order by l.starts desc limit 1) as placement,
           (select greatest(count(*) - 1, 0)::int from placement l where l.child_id = p.child_id and l.starts <= app.today()) as moves,
           coalesce((select k.name from carer_contact k where k.child_id = p.child_id), ${allocated('carer')}) as carer,
           ${allocated('social-worker')} as social_worker, ${allocated('iro')} as iro,
           (select min(t.name) from allocation a join appointment w on w.person_id = a.person_id and w.role = 'social-worker'
               and w.authority_id = a.authority_id and w.revoked_at is null and ${now('w')} join team t on t.id = w.team_id
             where a.child_id = p.child_id and a.role = 'social-worker' and a.revoked_at is null and ${now('a')}) as team,
           s.name as setting,
           (select max(e.starts) from enrolment e where e.child_id = p.child_id and e.setting_id = p.setting_id and e.main) as setting_since,
           (select min(h.name) from appointment d join person h on h.id = d.person_id
             where d.setting_id = p.setting_id and d.authority_id = p.authority_id and d.role = 'designated-teacher'
               and d.revoked_at is null and ${now('d')}) as teacher,
           case when p.setting_id is null then last.name end as last_roll,
           case when p.setting_id is null then last.ends end as last_roll_ended,
           (select to_jsonb(m) from move_approval m join enrolment e on e.id = m.enrolment_id
             where m.child_id = p.child_id and m.filled_on is not null
               and (e.setting_id = p.setting_id or e.ends >= p.opened_on) order by e.ends desc limit 1) as approval
      from pep p join child c on c.id = p.child_id
      left join child_record r on r.child_id = p.child_id
      left join pep b on b.id = p.previous_pep_id
      left join setting s on s.id = p.setting_id
      left join lateral (select t.name, e.ends - 1 as ends from enrolment e join setting t on t.id = e.setting_id
          where e.child_id = p.child_id and e.main and e.ends <= app.today() order by e.ends desc limit 1) last on true
     where p.id = any(${pepIds}::uuid[])`.execute(tx)
  return rows
}

export interface LastAnswer {
  pep_id: string
  question: string
  audience: string[]
  value: unknown
  written_by: string
  written_for: string | null
  written_at: string
}

/** The answers of the plans before, as far as they are good, each with whoever wrote it. */
export async function readLastAnswers(tx: Tx, pepIds: readonly string[]): Promise<LastAnswer[]> {
  const { rows } = await sql<LastAnswer>`
    select pep_id, question, audience, value, written_by, written_for, written_at from answer
     where pep_id = any(${pepIds}::uuid[]) and valid and value is not null`.execute(tx)
  return rows
}

export interface FirstAnswer {
  pep_id: string
  question: string
  authority_id: number
  child_id: string
  section: string
  audience: readonly string[]
  value: unknown
  written_by: string
  written_for: string | null
  written_at: string
  carried_from: string | null
  mutation: string
}

/** Version 1 of each, in the answer and in its history. */
export async function insertFirstAnswers(tx: Tx, rows: readonly FirstAnswer[]): Promise<void> {
  if (rows.length === 0) return
  const given = JSON.stringify(rows)
  await sql`insert into answer (pep_id, question, authority_id, child_id, section, audience, value, valid, version, written_by,
      written_for, written_at, carried_from)
    select pep_id, question, authority_id, child_id, section, audience, value, true, 1, written_by, written_for, written_at, carried_from
      from jsonb_populate_recordset(null::answer, ${given}::jsonb)`.execute(tx)
  await insertVersions(
    tx,
    rows.map(row => ({ ...row, version: 1 }))
  )
}

type Versioned = Omit<FirstAnswer, 'value'> & { readonly version: number; readonly value: unknown }

async function insertVersions(tx: Tx, rows: readonly Versioned[]): Promise<void> {
  await sql`insert into answer_version (pep_id, question, version, authority_id, child_id, section, audience, value, valid,
      mutation, written_by, written_for, written_at, carried_from)
    select pep_id, question, version, authority_id, child_id, section, audience, value, true, mutation, written_by, written_for,
           written_at, carried_from
      from jsonb_populate_recordset(null::answer_version, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

/** An answer that a plan was opened with and nobody has touched since. */
export interface Untouched {
  pep_id: string
  question: string
  authority_id: number
  child_id: string
  section: string
  audience: string[]
  value: unknown
  version: number
  written_by: string
  written_for: string | null
  written_at: string
  carried_from: string | null
}

/** What was carried from the plan before, and what the service took from the record. */
export async function readUntouched(tx: Tx, pepIds: readonly string[], service: string): Promise<Untouched[]> {
  const { rows } = await sql<Untouched>`
    select pep_id, question, authority_id, child_id, section, audience, value, version, written_by, written_for, written_at, carried_from
      from answer where pep_id = any(${pepIds}::uuid[])
       and (carried_from is not null or (written_by = ${service} and confirmed_at is null))`.execute(tx)
  return rows
}

export async function readAnswered(
  tx: Tx,
  pepIds: readonly string[]
): Promise<Array<{ pep_id: string; question: string }>> {
  const { rows } = await sql<{ pep_id: string; question: string }>`
    select pep_id, question from answer where pep_id = any(${pepIds}::uuid[])`.execute(tx)
  return rows
}

/** Nobody else writes in these plans until the end of the transaction. */
export const lockPlans = (tx: Tx, pepIds: readonly string[]) =>
  sql`select id from pep where id = any(${pepIds}::uuid[]) order by id for no key update`.execute(tx)

/** A newer first answer in the place of an older one, with its history; null takes it away. */
export async function replaceFirst(tx: Tx, rows: readonly Versioned[]): Promise<void> {
  if (rows.length === 0) return
  await sql`update answer a set value = f.value, version = f.version, audience = f.audience, written_by = f.written_by,
      written_for = f.written_for, written_at = f.written_at, carried_from = f.carried_from
      from jsonb_populate_recordset(null::answer, ${JSON.stringify(rows)}::jsonb) f
     where a.pep_id = f.pep_id and a.question = f.question`.execute(tx)
  await insertVersions(tx, rows)
}

/** The plans that are still being written and were opened from these. */
export async function readSuccessors(tx: Tx, pepIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from pep where previous_pep_id = any(${pepIds}::uuid[]) and state in ('planned', 'in-progress') order by id`.execute(
    tx
  )
  return rows.map(({ id }) => id)
}
