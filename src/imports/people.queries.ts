import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface KnownPerson {
  id: string
  email: string
  kind: string
  ended: boolean
}

export async function readPeopleByEmail(tx: Tx, emails: readonly string[]): Promise<Map<string, KnownPerson>> {
  const { rows } = await sql<KnownPerson>`
    select id, email, kind, ended_at is not null as ended from person where email = any(${emails}::text[])`.execute(tx)
  return new Map(rows.map(row => [row.email, row]))
}

/** Addresses of a family, whose people are not everybody's to see: taken, and not for a post. */
export async function readTakenEmails(tx: Tx, emails: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ email: string }>`select email from app.taken_emails(${emails}::text[]) email`.execute(tx)
  return new Set(rows.map(({ email }) => email))
}

export interface KnownPost {
  id: string
  person_id: string
  role: string
  setting_id: string | null
  team_id: string | null
  starts: string
  ends: string | null
}

/** Posts of an authority that nobody has revoked. */
export const readPosts = (tx: Tx, authorityId: number): Promise<KnownPost[]> =>
  tx
    .selectFrom('appointment')
    .select(['id', 'person_id', 'role', 'setting_id', 'team_id', 'starts', 'ends'])
    .where('authority_id', '=', authorityId)
    .where('revoked_at', 'is', null)
    .orderBy('starts', 'desc')
    .execute()

export const readTeams = (tx: Tx, authorityId: number) =>
  tx.selectFrom('team').select(['id', 'name']).where('authority_id', '=', authorityId).execute()

export async function readSettingIds(tx: Tx, urns: readonly number[]): Promise<Map<number, string>> {
  const rows = urns.length
    ? await tx
        .selectFrom('setting')
        .select(['id', 'urn'])
        .where('urn', 'in', urns)
        .where('closed', 'is', null)
        .execute()
    : []
  return new Map(rows.flatMap(({ id, urn }) => (urn === null ? [] : [[urn, id]])))
}

export interface NewPeople {
  readonly persons: readonly Insertable<Schema['person']>[]
  readonly teams: readonly Insertable<Schema['team']>[]
  readonly posts: readonly Insertable<Schema['appointment']>[]
  readonly ends: ReadonlyArray<{ readonly id: string; readonly ends: string | null }>
}

export async function writePeople(tx: Tx, { persons, teams, posts, ends }: NewPeople): Promise<void> {
  if (persons.length > 0)
    await tx
      .insertInto('person')
      .values([...persons])
      .execute()
  if (teams.length > 0)
    await tx
      .insertInto('team')
      .values([...teams])
      .execute()
  if (posts.length > 0)
    await tx
      .insertInto('appointment')
      .values([...posts])
      .execute()
  for (const { id, ends: day } of ends)
    await tx.updateTable('appointment').set({ ends: day }).where('id', '=', id).execute()
}
