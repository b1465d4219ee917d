import type { Tx } from '../db/transaction.ts'
import { readHelp } from './help.queries.ts'

export type { HelpRow } from './help.queries.ts'

/** Whom to call where a child is not safe: the authority's own front door. */
export async function frontDoorOf(tx: Tx, authorityId: number, childId: string | null) {
  const row = await readHelp(tx, authorityId, childId)
  return row
    ? { name: row.front_door_name, phone: row.front_door_phone }
    : { name: 'the NSPCC helpline', phone: '0808 800 5000' }
}
