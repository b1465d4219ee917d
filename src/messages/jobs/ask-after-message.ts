import { record } from '../../audit/audit.ts'
import { asPerson } from '../../db/transaction.ts'
import { idIn, inService, type Task } from '../../jobs/job.ts'
import { markReached, markUndeliverable, readTakenMessage } from '../outbox.queries.ts'

/** Asks whoever took a message whether it arrived; an address that does not exist is noted with its person. */
export const askAfterMessage: Task = async (payload, service) => {
  const id = idIn(payload, 'message')
  const message = await asPerson(service.database, { person: null, today: service.today() }, tx =>
    readTakenMessage(tx, id)
  )
  const fate = message && (await service.mailer.fate?.(message.message_id))
  if (!message || !fate || fate === 'on its way') return
  await inService(service, message.authority_id, async (tx, person) => {
    if (fate === 'reached') return markReached(tx, id)
    await markUndeliverable(tx, id, fate)
    await record(tx, {
      person,
      role: 'service',
      action: 'send e-mail',
      authorityId: message.authority_id,
      ids: [id],
      outcome: 'refused',
      reason: fate
    })
  })
}
