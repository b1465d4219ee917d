import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { ImportReport } from './report.ts'

export async function readAuthority(tx: Tx, authorityId: number): Promise<{ id: number; name: string } | undefined> {
  return tx.selectFrom('authority').select(['id', 'name']).where('id', '=', authorityId).executeTakeFirst()
}

export async function writeRun(
  tx: Tx,
  id: string,
  run: {
    readonly authorityId: number
    readonly kind: string
    readonly source: { readonly name: string }
    readonly fileName?: string
    readonly sha256: string
    readonly apply: boolean
    readonly report: ImportReport
    readonly person: string
    readonly keptSha256?: string
    readonly folderSha256?: string
  }
): Promise<void> {
  await tx
    .insertInto('import_run')
    .values({
      id,
      authority_id: run.authorityId,
      kind: run.kind,
      file_name: run.fileName ?? run.source.name,
      sha256: run.sha256,
      applied: run.apply,
      report: JSON.stringify(run.report),
      run_by: run.person,
      run_at: new Date().toISOString(),
      kept_sha256: run.keptSha256 ?? null,
      folder_sha256: run.folderSha256 ?? null
    })
    .execute()
}

export interface RunRow {
  id: string
  authority_id: number
  authority_name: string
  kind: string
  file_name: string
  applied: boolean
  report: ImportReport
  run_at: string
  by: string | null
  kept_sha256: string | null
  /** Rows of each table that it made and changed, where it was imported. */
  written: Readonly<Record<string, { new: number; changed: number }>> | null
  /** It is the last of its kind, and what was before is kept. */
  can_be_undone: boolean
  undone_at: string | null
  undone_by: string | null
}

/** As the list shows it: a report itself may be long. */
export type ListedRun = Pick<
  RunRow,
  'id' | 'authority_name' | 'kind' | 'file_name' | 'applied' | 'run_at' | 'by' | 'undone_at'
> & { readonly asks_headings: boolean; readonly waits: boolean }

const runs = (tx: Tx) =>
  tx
    .selectFrom('import_run as r')
    .innerJoin('authority as a', 'a.id', 'r.authority_id')
    .leftJoin('person as p', 'p.id', 'r.run_by')
    .select(['r.id', 'a.name as authority_name', 'r.kind', 'r.file_name', 'r.applied', 'r.run_at', 'p.name as by'])
    .select('r.undone_at')

export const readRuns = (tx: Tx): Promise<ListedRun[]> =>
  runs(tx)
    .select([
      sql<boolean>`coalesce((r.report -> 'headings' ->> 'missing')::boolean, false)`.as('asks_headings'),
      sql<boolean>`r.report ? 'waits'`.as('waits')
    ])
    .orderBy('r.run_at', 'desc')
    .limit(50)
    .execute()

export const readRun = async (tx: Tx, id: string): Promise<RunRow | undefined> =>
  (await runs(tx)
    .leftJoin('person as u', 'u.id', 'r.undone_by')
    .select(['r.authority_id', 'r.report', 'r.kept_sha256', 'r.written', 'u.name as undone_by'])
    .select(({ and, eb }) => and([eb('r.xid', 'is not', null), eb('r.undone_at', 'is', null)]).as('can_be_undone'))
    .where('r.id', '=', id)
    .executeTakeFirst()) as RunRow | undefined
