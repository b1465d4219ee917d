import { record } from '../../audit/audit.ts'
import { authorityIn, inService, type Task } from '../../jobs/job.ts'
import { holdBackMoves } from '../approval.ts'

/**
 * Each night: a move in year 10 or 11 that is to take place tomorrow, and that nobody has approved, is put off (Care Planning
 * Regulations 2010, regulation 10). Before the plans follow their children's facts.
 */
export const holdBackMovesTask: Task = async (payload, service) => {
  const authority = authorityIn(payload)
  await inService(service, authority, async (tx, person) => {
    const held = await holdBackMoves(tx, { authority })
    if (held.length > 0)
      await record(tx, { person, role: 'service', action: 'hold back a move', authorityId: authority, ids: held })
  })
}
