import { record } from '../../audit/audit.ts'
import { asPerson } from '../../db/transaction.ts'
import { idIn, type Task } from '../../jobs/job.ts'
import { sendMessage } from '../../messages/outbox.ts'
import { texts } from '../../messages/texts.ts'
import { insertSignInLink } from '../link.queries.ts'
import { linkDigest, linkInWaiting, linkToken } from '../one-time-link.ts'
import { linkMinutes } from '../sign-in.ts'
import { whoAsks } from '../who.ts'

/**
 * Makes the link that somebody asked for and puts its mail into the outbox. Asked for an address that nobody has, it does
 * nothing: the page has answered the same either way. Run twice, it is still one link and one mail.
 */
export const sendSignInLink: Task = async (payload, service) => {
  if (payload.person === null) return
  const [person, link, next] = [idIn(payload, 'person'), idIn(payload, 'link'), idIn(payload, 'next')]
  const { secret, baseUrl } = service.config
  await asPerson(service.database, { person, today: service.today() }, async tx => {
    const authorityId = (await whoAsks(tx))?.authorityIds[0]
    if (authorityId === undefined) return
    const address = `${baseUrl}/sign-in/link/${linkInWaiting(link)}`
    const isNew = await sendMessage(tx, {
      eventKey: `sign-in ${link}`,
      authorityId,
      to: { person },
      kind: 'sign-in link',
      ...texts['sign-in link']({ link: address, minutes: linkMinutes }),
      origin: baseUrl
    })
    if (!isNew) return
    const until = Temporal.Now.instant().add({ minutes: linkMinutes })
    await insertSignInLink(tx, linkDigest(linkToken(secret, link)), person, next, until)
    await record(tx, { person, action: 'ask for a sign-in link', authorityId })
  })
}
