import { asPerson } from '../../db/transaction.ts'
import { idIn, type Task } from '../../jobs/job.ts'
import { sendMessage } from '../../messages/outbox.ts'
import { texts } from '../../messages/texts.ts'
import { whoAsks } from '../who.ts'

/** Tells somebody that they have signed in with a browser that was not theirs before: if it was not them, they can end it. */
export const tellOfNewBrowser: Task = async (payload, service) => {
  const [person, event] = [idIn(payload, 'person'), idIn(payload, 'event')]
  const { baseUrl } = service.config
  await asPerson(service.database, { person, today: service.today() }, async tx => {
    const authorityId = (await whoAsks(tx))?.authorityIds[0]
    if (authorityId === undefined) return
    await sendMessage(tx, {
      eventKey: `new browser ${event}`,
      authorityId,
      to: { person },
      kind: 'new browser',
      ...texts['new browser']({ link: `${baseUrl}/account/sessions` }),
      origin: baseUrl
    })
  })
}
