import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'
import type { Addressee } from '../guidance/reminders.ts'
import type { Role } from '../guidance/words.ts'
import type { OpenPlan } from '../work/steps.ts'

export interface OpenClockRow {
  pep_id: string
  child_id: string
  name: string
  explanation: unknown
}

/** With the rungs of the ladder that this due date had before. */
export interface RemindableRow extends OpenClockRow {
  due: string
  given: string[]
}

/** Clocks of an authority that still run, whose step can still be done. */
export async function readOpenClocks(tx: Tx, authorityId: number): Promise<RemindableRow[]> {
  const { rows } = await sql<RemindableRow>`
    select k.pep_id, k.child_id, k.name, c.explanation, k.due,
           coalesce((select array_agg(r.rung) from reminder_rung r where r.pep_id = k.pep_id and r.clock = k.name and r.due = k.due), '{}') as given
      from open_clock k join clock c on c.pep_id = k.pep_id and c.name = k.name
     where k.authority_id = ${authorityId} and k.due is not null
     order by k.pep_id, k.name`.execute(tx)
  return rows
}

/** The same of one plan. */
export async function readOpenClocksOf(tx: Tx, pepId: string): Promise<OpenClockRow[]> {
  const { rows } = await sql<OpenClockRow>`
    select k.pep_id, k.child_id, k.name, c.explanation
      from open_clock k join clock c on c.pep_id = k.pep_id and c.name = k.name
     where k.pep_id = ${pepId} order by k.name`.execute(tx)
  return rows
}

export interface AddresseeRow {
  pep_id: string
  role: Addressee
  person_id: string | null
  email: string | null
}

const roles: readonly Role[] = [
  'social-worker',
  'adviser',
  'carer',
  'designated-teacher',
  'team-manager',
  'virtual-school-head'
]

/** Who acts today in each role for these plans (app.who_acts), and the contact of a plan's setting for what is late. */
export async function readAddressees(tx: Tx, authorityId: number, peps: readonly string[]): Promise<AddresseeRow[]> {
  const { rows } = await sql<AddresseeRow>`
    with plan as materialized (select p.id, p.child_id, p.setting_id from pep p where p.id = any(${peps}::uuid[]))
    select p.id as pep_id, r.role, q.person_id, null as email
      from plan p cross join unnest(${roles}::text[]) r(role)
      cross join unnest(app.who_acts(r.role, ${authorityId}::smallint, p.child_id, p.setting_id)) q(person_id)
    union all select p.id, 'setting-contact', null, k.escalation_email from plan p
      join setting_contact k on k.setting_id = p.setting_id and k.authority_id = ${authorityId}
      where k.escalation_email is not null`.execute(tx)
  return rows
}

/** Those that were not written before; a reminder of this day, clock and addressee stands once. */
export async function insertReminders(tx: Tx, rows: readonly Insertable<Schema['reminder']>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000)
    await tx
      .insertInto('reminder')
      .values(rows.slice(at, at + 1000))
      .onConflict(conflict => conflict.doNothing())
      .execute()
}

export async function insertRungs(tx: Tx, rows: readonly Insertable<Schema['reminder_rung']>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000)
    await tx
      .insertInto('reminder_rung')
      .values(rows.slice(at, at + 1000))
      .onConflict(conflict => conflict.doNothing())
      .execute()
}

/** This authority has said whom it reminds today; people's digests wait for it. */
export async function insertReminderDay(
  tx: Tx,
  row: { authority_id: number; day: string; working: boolean }
): Promise<void> {
  await tx
    .insertInto('reminder_round')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

export interface DigestRow {
  person_id: string | null
  email: string | null
  authority_id: number
  /** How much that others hold is late and is told to this person. */
  others: number
}

/** What can be told today: each reminder is taken into one digest, and each person's digest only when all of it is known. */
export async function takeDigests(tx: Tx, day: Temporal.PlainDate): Promise<DigestRow[]> {
  const { rows } =
    await sql<DigestRow>`select person_id, email, authority_id, others from app.take_digests(${day.toString()}::date)`.execute(
      tx
    )
  return rows
}

/** The open steps of these people's own lists, in ids and dates. */
export async function readWorkOf(
  tx: Tx,
  people: readonly string[]
): Promise<Array<{ person_id: string; plans: OpenPlan[] }>> {
  const { rows } = await sql<{ person_id: string; plans: OpenPlan[] }>`
    select * from app.work_of(${people}::uuid[])`.execute(tx)
  return rows
}

/** How many authorities have not said yet whom they remind on this day. */
export async function countAuthoritiesToRemind(tx: Tx, day: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<{ waits: number }>`
    select app.authorities_to_remind(${day.toString()}::date) as waits`.execute(tx)
  return rows[0]?.waits ?? 0
}
