import type { Tx } from '../db/transaction.ts'
import { headingKey } from './headings.ts'

export interface MappedHeading {
  readonly kind: string
  readonly heading: string
  /** Ours; '' where it means none of ours. */
  readonly column_name: string
}

export const readMappings = (tx: Tx, authorityId: number): Promise<MappedHeading[]> =>
  tx
    .selectFrom('heading_mapping')
    .select(['kind', 'heading', 'column_name'])
    .where('authority_id', '=', authorityId)
    .orderBy('kind')
    .orderBy('heading')
    .execute()

/** An authority's own headings for a kind of file → ours. */
export async function readMapping(tx: Tx, authorityId: number, kind: string): Promise<ReadonlyMap<string, string>> {
  const rows = (await readMappings(tx, authorityId)).filter(row => row.kind === kind)
  return new Map(rows.map(row => [row.heading, row.column_name]))
}

/** Each heading is remembered as it is told now, or with null forgotten; headings that are not named stay. */
export async function writeMapping(
  tx: Tx,
  { authorityId, kind }: { readonly authorityId: number; readonly kind: string },
  entries: ReadonlyMap<string, string | null>
): Promise<void> {
  const told = new Set([...entries.keys()].map(headingKey))
  const before = [...(await readMapping(tx, authorityId, kind)).keys()].filter(heading => told.has(headingKey(heading)))
  if (before.length > 0)
    await tx
      .deleteFrom('heading_mapping')
      .where('authority_id', '=', authorityId)
      .where('kind', '=', kind)
      .where('heading', 'in', before)
      .execute()
  const rows = [...entries].flatMap(([heading, column]) =>
    column === null ? [] : [{ authority_id: authorityId, kind, heading, column_name: column }]
  )
  if (rows.length > 0) await tx.insertInto('heading_mapping').values(rows).execute()
}
