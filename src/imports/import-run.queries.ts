import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { ImportReport } from './report.ts'

export async function readAuthority(tx: Tx, authorityId: number): Promise<{ id: number; name: string } | undefined> {
  return tx.selectFrom('authority').select(['id', 'name']).where('id', '=', authorityId).executeTakeFirst()
}

/** An authority's own headings for a kind of file → ours. */
export async function readMapping(tx: Tx, authorityId: number, kind: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('heading_mapping')
    .select(['heading', 'column_name'])
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .execute()
  return new Map(rows.map(row => [row.heading, row.column_name]))
}

export async function writeRun(
  tx: Tx,
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
  }
): Promise<string> {
  const id = newId()
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
      kept_sha256: run.keptSha256 ?? null
    })
    .execute()
  return id
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
}

const runs = (tx: Tx) =>
  tx
    .selectFrom('import_run as r')
    .innerJoin('authority as a', 'a.id', 'r.authority_id')
    .leftJoin('person as p', 'p.id', 'r.run_by')
    .select(['r.id', 'r.authority_id', 'a.name as authority_name', 'r.kind', 'r.file_name', 'r.applied', 'r.report'])
    .select(['r.run_at', 'p.name as by', 'r.kept_sha256'])

export const readRuns = async (tx: Tx): Promise<RunRow[]> =>
  (await runs(tx).orderBy('r.run_at', 'desc').limit(50).execute()) as RunRow[]

export const readRun = async (tx: Tx, id: string): Promise<RunRow | undefined> =>
  (await runs(tx).where('r.id', '=', id).executeTakeFirst()) as RunRow | undefined
