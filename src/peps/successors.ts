import { record } from '../audit/audit.ts'
import { contextOf } from '../authorities/authority.ts'
import { asService } from '../db/as-service.ts'
import type { Tx } from '../db/transaction.ts'
import type { Pep } from './pep.ts'
import { readSuccessors } from './prefill.queries.ts'
import { refreshCarried } from './prefill.ts'

/**
 * A plan has been handed in or signed off: the plans that were opened from it meanwhile learn what it says now. Only what
 * they carry of it and nobody has written or confirmed; and so on to the plans opened from those. In the same transaction.
 */
export async function refreshSuccessors(
  tx: Tx,
  pep: Pick<Pep, 'id' | 'authorityId' | 'childId'>,
  today: Temporal.PlainDate
): Promise<void> {
  const context = await contextOf(tx, pep.authorityId, today)
  await asService(tx, pep.authorityId, async service => {
    let next = await readSuccessors(tx, [pep.id])
    while (next.length > 0) {
      await refreshCarried(tx, next, service, context)
      await record(tx, {
        person: service,
        role: 'service',
        action: 'carry on what the plan before says now',
        authorityId: pep.authorityId,
        childId: pep.childId,
        pepId: pep.id,
        payload: { peps: next }
      })
      next = await readSuccessors(tx, next)
    }
  })
}
