import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { LocalChange } from './local.ts'

export interface EditionRow {
  version: string
  number: number
  base: string
  changes: LocalChange[]
}

export async function readEditions(tx: Tx, versions: readonly string[]): Promise<EditionRow[]> {
  const { rows } = await sql<EditionRow>`
    select version, number, base, changes from form_edition where version = any(${[...versions]}::text[])`.execute(tx)
  return rows
}

export interface PublishedRow extends EditionRow {
  what: string[]
  by: string
  published_at: string
}

/** What an authority has published, the newest first. */
export async function readPublished(tx: Tx, authorityId: number): Promise<PublishedRow[]> {
  const { rows } = await sql<PublishedRow>`
    select e.version, e.number, e.base, e.changes, e.what, p.name as by, e.published_at
      from form_edition e join person p on p.id = e.published_by
     where e.authority_id = ${authorityId} order by e.number desc`.execute(tx)
  return rows
}

export interface DraftRow {
  base: string
  changes: LocalChange[]
  by: string
  changed_at: string
}

export async function readDraft(tx: Tx, authorityId: number): Promise<DraftRow | null> {
  const { rows } = await sql<DraftRow>`
    select d.base, d.changes, p.name as by, d.changed_at from form_draft d join person p on p.id = d.changed_by
     where d.authority_id = ${authorityId}`.execute(tx)
  return rows[0] ?? null
}

/** Whoever writes the form of an authority next waits until this transaction ends. */
export const oneWriterAtATime = (tx: Tx, authorityId: number) =>
  sql`select pg_advisory_xact_lock(hashtext('openpep form'), ${authorityId}::int)`.execute(tx)

export async function writeDraft(
  tx: Tx,
  draft: { authorityId: number; base: string; changes: readonly LocalChange[]; personId: string }
): Promise<void> {
  await sql`insert into form_draft (authority_id, base, changes, changed_by)
    values (${draft.authorityId}, ${draft.base}, ${JSON.stringify(draft.changes)}::jsonb, ${draft.personId})
    on conflict (authority_id) do update set base = excluded.base, changes = excluded.changes,
      changed_by = excluded.changed_by, changed_at = clock_timestamp()`.execute(tx)
}

export async function insertEdition(
  tx: Tx,
  edition: EditionRow & { authorityId: number; what: readonly string[]; personId: string }
): Promise<void> {
  await sql`insert into form_edition (version, authority_id, number, base, changes, what, published_by)
    values (${edition.version}, ${edition.authorityId}, ${edition.number}, ${edition.base},
      ${JSON.stringify(edition.changes)}::jsonb, ${[...edition.what]}::text[], ${edition.personId})`.execute(tx)
}
