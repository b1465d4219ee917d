import { authorityIn, inService, type Task } from '../../jobs/job.ts'
import { tellOfUnread } from '../unread.ts'

/** Views that came by link and wait to be read since the last working day. */
export const tellOfUnreadTask: Task = async (payload, service) => {
  const authority = authorityIn(payload)
  await inService(service, authority, tx => tellOfUnread(tx, authority, service.today(), service.config.baseUrl))
}
