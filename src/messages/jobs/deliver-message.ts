import { record } from '../../audit/audit.ts'
import { enqueueLater } from '../../db/enqueue-later.ts'
import { asPerson, type Tx } from '../../db/transaction.ts'
import { idIn, inService, type JobService, type Task } from '../../jobs/job.ts'
import { withLinkTokens } from '../../people/one-time-link.ts'
import { withLinks } from '../calendar-file.ts'
import { whenToSend } from '../held.ts'
import {
  type MessageToDeliver,
  markFailed,
  markSent,
  markTaken,
  markUndeliverable,
  readMessageToDeliver
} from '../outbox.queries.ts'
import { UnknownAddress } from '../unknown-address.ts'

/** How long after a message was taken the service that took it is asked whether it arrived. */
const askAfterMinutes = 15

/**
 * Sends one message of the outbox. The sending stands between two transactions: a kill in the gap sends it again, with the
 * same Message-ID. A failure is counted and thrown, so that the worker tries again later; an address that does not exist is
 * noted with its person and not tried again.
 */
export const deliverMessage: Task = async (payload, service) => {
  const id = idIn(payload, 'message')
  const nobody = { person: null, today: service.today() }
  const mail = await asPerson(service.database, nobody, tx => readMessageToDeliver(tx, id))
  if (!mail) return
  const { email, authority_id: authority } = mail
  const { clock } = service
  if (clock && (await asPerson(service.database, nobody, tx => hold(tx, id, mail, clock())))) return
  if (email === null) return asPerson(service.database, nobody, tx => markFailed(tx, id, 'no e-mail address'))
  try {
    await service.mailer.send({
      messageId: mail.message_id,
      to: email,
      school: mail.school,
      replyTo: mail.reply_to,
      subject: mail.subject,
      text: withLinkTokens(mail.words, service.config.secret),
      ics: mail.ics && withLinks(mail.ics, words => withLinkTokens(words, service.config.secret))
    })
  } catch (error) {
    return failed(service, id, authority, error)
  }
  await inService(service, authority, async (tx, person) => {
    if (service.mailer.fate) {
      await markTaken(tx, id)
      const at = Temporal.Now.instant().add({ minutes: askAfterMinutes })
      await enqueueLater(tx, 'ask after message', { message: id }, { key: `ask after ${id}`, at })
    } else await markSent(tx, id)
    await record(tx, { ...deed(person, authority, id), outcome: 'done' })
  })
}

/** Puts the delivery off to the morning; the message can be read in the service meanwhile. */
async function hold(tx: Tx, id: string, mail: MessageToDeliver, now: Temporal.Instant): Promise<boolean> {
  const at = await whenToSend(tx, mail, now)
  if (at) await enqueueLater(tx, 'deliver message', { message: id }, { key: id, at })
  return at !== null
}

const deed = (person: string, authority: number, message: string) => ({
  person,
  role: 'service',
  action: 'send e-mail',
  authorityId: authority,
  ids: [message]
})

async function failed(service: JobService, id: string, authority: number, error: unknown): Promise<void> {
  const gone = error instanceof UnknownAddress
  const why = wordsOf(error)
  await inService(service, authority, async (tx, person) => {
    await (gone ? markUndeliverable(tx, id, why) : markFailed(tx, id, why))
    if (gone) await record(tx, { ...deed(person, authority, id), outcome: 'refused', reason: why })
  })
  if (!gone) throw error
}

/** The answer's code, never its words: servers quote the address. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not sent'
  if (error instanceof UnknownAddress) return `unknown address ${error.message}`
  const code = 'responseCode' in error && error.responseCode ? error.responseCode : 'code' in error ? error.code : ''
  return `not sent ${code ?? ''}`.trim()
}
