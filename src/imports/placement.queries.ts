import type { Tx } from '../db/transaction.ts'
import { upsertAll } from './bulk.queries.ts'
import type { StoredPlacement } from './known.queries.ts'

/** A postcode goes to the placement's address, which has its own guard, and nowhere else. */
export async function writePlacements(tx: Tx, placements: readonly StoredPlacement[]): Promise<void> {
  await upsertAll(
    tx,
    'placement',
    'id',
    placements.map(({ postcode: _, ...placement }) => placement)
  )
  const addresses = placements
    .filter(({ postcode }) => postcode !== null)
    .map(({ id, authority_id, child_id, postcode }) => ({ placement_id: id, authority_id, child_id, postcode }))
  await upsertAll(tx, 'placement_address', 'placement_id', addresses)
}
