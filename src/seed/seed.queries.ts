import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { Tx } from '../db/transaction.ts'
import type { Step } from './step.ts'

export async function readMark(tx: Tx): Promise<string | null> {
  const found = await sql<{ made: boolean }>`select to_regclass('seed.mark') is not null as made`.execute(tx)
  if (!found.rows[0]?.made) {
    return null
  }
  const { rows } = await sql<{ hash: string }>`select hash from seed.mark`.execute(tx)
  return rows[0]?.hash ?? null
}

/** Whether anybody is here beyond the demonstration's people and the services. */
export async function realPeople(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ real: boolean }>`
    select exists (select from child c join authority a on a.id = c.authority_id where not a.demonstration)
        or exists (select from person p where p.kind <> 'service' and not exists (select from appointment a
             join authority u on u.id = a.authority_id and u.demonstration where a.person_id = p.id)
           and not exists (select from allocation l join authority u on u.id = l.authority_id and u.demonstration where l.person_id = p.id)
           and not exists (select from section_grant g join authority u on u.id = g.authority_id and u.demonstration where g.person_id = p.id)
           and p.demo_word is null) as real`.execute(tx)
  return rows[0]?.real ?? true
}

export async function runStep(tx: Tx, { sql: text, value }: Step): Promise<void> {
  if (value === undefined) {
    await sql.raw(text).execute(tx)
    return
  }
  const [before = '', after = ''] = text.split('$1')
  await sql`${sql.raw(before)}${JSON.stringify(value)}::jsonb${sql.raw(after)}`.execute(tx)
}

/** This term's plans of the first children. */
export async function openPeps(tx: Tx, children: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select pep_id as id from seed.pep where open and n < ${children}`.execute(
    tx
  )
  return rows.map(row => row.id)
}

/** Leaves the mark and the function that names ids; the working tables go. */
export async function markSeeded(tx: Tx, hash: string): Promise<void> {
  await sql.raw(`drop table seed.pep, seed.child, seed.term, seed.variant, seed.question`).execute(tx)
  await sql`create table seed.mark (hash text not null, at timestamptz not null default clock_timestamp())`.execute(tx)
  await sql`insert into seed.mark (hash) values (${hash})`.execute(tx)
}

export async function tidy(database: Database): Promise<void> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tableowner = current_user`
  )
  await database.pool.query(`vacuum analyze ${rows.map(({ name }) => name).join(', ')}`)
}

const counted = ['authority', 'setting', 'person', 'child', 'pep', 'meeting', 'target', 'answer', 'clock'] as const
export type Counts = Record<(typeof counted)[number], number>

export async function readCounts(tx: Tx): Promise<Counts> {
  const { rows } = await sql
    .raw<Counts>(`select ${counted.map(name => `(select count(*) from ${name}) as ${name}`).join(', ')}`)
    .execute(tx)
  const [row] = rows
  if (!row) throw new Error('A count without a row.')
  return row
}
