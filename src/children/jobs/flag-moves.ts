import { authorityIn, inService, type Task } from '../../jobs/job.ts'
import { tellOfWaiting, waitingApprovals } from '../approval.ts'

/** Each night: moves in year 10 or 11 that nobody has approved are put before the head, also those that came by import. */
export const flagMovesTask: Task = async (payload, service) => {
  const authority = authorityIn(payload)
  const doing = { today: service.today(), origin: service.config.baseUrl }
  await inService(service, authority, async tx => {
    await tellOfWaiting(tx, await waitingApprovals(tx, [authority]), doing)
  })
}
