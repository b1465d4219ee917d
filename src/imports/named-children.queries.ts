import type { Tx } from '../db/transaction.ts'

export interface NamedChild {
  readonly id: string
  readonly first_name: string | null
  readonly last_name: string | null
  readonly preferred_name: string | null
  readonly care_system_id: string | null
}

const named = (tx: Tx) =>
  tx
    .selectFrom('child as c')
    .leftJoin('child_record as r', 'r.child_id', 'c.id')
    .select(['c.id', 'c.first_name', 'c.last_name', 'c.preferred_name', 'r.care_system_id'])
    .orderBy('c.last_name')
    .orderBy('c.first_name')
    .orderBy('c.id')

/** Those of these children whom the person may see. */
export const readNamed = async (tx: Tx, ids: readonly string[]): Promise<NamedChild[]> =>
  ids.length > 0
    ? named(tx)
        .where('c.id', 'in', [...ids])
        .execute()
    : []

/** The children who have these numbers in the care system, by number. */
export async function readNumbered(
  tx: Tx,
  authorityId: number,
  numbers: readonly string[]
): Promise<ReadonlyMap<string, NamedChild>> {
  if (numbers.length === 0) return new Map()
  const rows = await named(tx)
    .where('r.authority_id', '=', authorityId)
    .where('r.care_system_id', 'in', [...numbers])
    .execute()
  return new Map(rows.map(row => [row.care_system_id ?? '', row]))
}
