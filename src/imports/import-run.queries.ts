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
  }
): Promise<void> {
  await tx
    .insertInto('import_run')
    .values({
      id: newId(),
      authority_id: run.authorityId,
      kind: run.kind,
      file_name: run.fileName ?? run.source.name,
      sha256: run.sha256,
      applied: run.apply,
      report: JSON.stringify(run.report),
      run_by: run.person,
      run_at: new Date().toISOString()
    })
    .execute()
}
