import type { Tx } from '../db/transaction.ts'
import type { GivenRungs } from '../guidance/policy-effect.ts'
import { readGivenRungs } from './given-rungs.queries.ts'

/** Of whom a step's lateness was told already. Run it as somebody who sees all of the authority (`asService`). */
export async function givenRungs(tx: Tx, authorityId: number): Promise<GivenRungs> {
  const rows = await readGivenRungs(tx, authorityId)
  const given = new Map(rows.map(row => [`${row.pep_id} ${row.clock} ${row.due}`, new Set(row.rungs)]))
  return (pepId, clock, due) => given.get(`${pepId} ${clock} ${due}`)
}
