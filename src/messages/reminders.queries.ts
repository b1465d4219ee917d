import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'
import type { Addressee } from '../guidance/reminders.ts'

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
  child_id: string
  role: Addressee
  person_id: string | null
  email: string | null
}

const runs = (table: string) =>
  sql`${sql.ref(`${table}.revoked_at`)} is null and ${sql.ref(`${table}.starts`)} <= app.today()
      and (${sql.ref(`${table}.ends`)} is null or ${sql.ref(`${table}.ends`)} > app.today())`

/**
 * Who stands where to these children today. Whoever covers for a social worker is told in their place; a child without an
 * adviser is the head's.
 */
export async function readAddressees(
  tx: Tx,
  authorityId: number,
  children: readonly string[]
): Promise<AddresseeRow[]> {
  const { rows } = await sql<AddresseeRow>`
    with mine as materialized (select unnest(${children}::uuid[]) as child_id),
    worker as (select a.child_id, a.person_id from allocation a join mine using (child_id)
      where a.role = 'social-worker' and ${runs('a')}),
    here as (select e.child_id, e.setting_id from enrolment e join mine using (child_id)
      where e.main and e.starts <= app.today() and (e.ends is null or e.ends > app.today()))
    select w.child_id, 'social-worker' as role, coalesce(s.cover_person_id, w.person_id) as person_id, null as email
      from worker w left join stand_in s on s.absent_person_id = w.person_id and s.authority_id = ${authorityId} and ${runs('s')}
    union select a.child_id, a.role, a.person_id, null from allocation a join mine using (child_id)
      where a.role in ('adviser', 'carer') and ${runs('a')}
    union select m.child_id, 'adviser', p.person_id, null from mine m, appointment p
      where p.role = 'virtual-school-head' and p.authority_id = ${authorityId} and ${runs('p')}
        and not exists (select from allocation a where a.child_id = m.child_id and a.role = 'adviser' and ${runs('a')})
    union select m.child_id, 'virtual-school-head', p.person_id, null from mine m, appointment p
      where p.role = 'virtual-school-head' and p.authority_id = ${authorityId} and ${runs('p')}
    union select h.child_id, 'designated-teacher', p.person_id, null from here h
      join appointment p on p.setting_id = h.setting_id and p.role = 'designated-teacher'
       and p.authority_id = ${authorityId} and ${runs('p')}
    union select w.child_id, 'team-manager', m.person_id, null from worker w
      join appointment t on t.person_id = w.person_id and t.role = 'social-worker' and t.authority_id = ${authorityId} and ${runs('t')}
      join appointment m on m.team_id = t.team_id and m.role = 'team-manager' and m.authority_id = ${authorityId} and ${runs('m')}
    union select h.child_id, 'setting-contact', null, k.escalation_email from here h
      join setting_contact k on k.setting_id = h.setting_id and k.authority_id = ${authorityId}
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
  soon: number
  late: number
  others: number
}

/** What can be told today: each reminder is taken into one digest, and each person's digest only when all of it is known. */
export async function takeDigests(tx: Tx, day: Temporal.PlainDate): Promise<DigestRow[]> {
  const { rows } = await sql<DigestRow>`select * from app.take_digests(${day.toString()}::date)`.execute(tx)
  return rows
}

/** How many authorities have not said yet whom they remind on this day. */
export async function countAuthoritiesToRemind(tx: Tx, day: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<{ waits: number }>`
    select app.authorities_to_remind(${day.toString()}::date) as waits`.execute(tx)
  return rows[0]?.waits ?? 0
}
