import { record } from '../../audit/audit.ts'
import { asPerson } from '../../db/transaction.ts'
import { idIn, inService, type JobService, type Task } from '../../jobs/job.ts'
import { withLinkTokens } from '../../people/one-time-link.ts'
import { markFailed, markSent, markUndeliverable, readMessageToDeliver } from '../outbox.queries.ts'

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
  if (email === null) return asPerson(service.database, nobody, tx => markFailed(tx, id, 'no e-mail address'))
  try {
    await service.mailer.send({
      messageId: mail.message_id,
      to: email,
      school: mail.school,
      replyTo: mail.reply_to,
      subject: mail.subject,
      text: withLinkTokens(mail.words, service.config.secret),
      ics: mail.ics
    })
  } catch (error) {
    return failed(service, id, authority, error)
  }
  await inService(service, authority, async (tx, person) => {
    await markSent(tx, id)
    await record(tx, { ...deed(person, authority, id), outcome: 'done' })
  })
}

const deed = (person: string, authority: number, message: string) => ({
  person,
  role: 'service',
  action: 'send e-mail',
  authorityId: authority,
  ids: [message]
})

async function failed(service: JobService, id: string, authority: number, error: unknown): Promise<void> {
  const gone = isUnknownAddress(error)
  const why = wordsOf(error)
  await inService(service, authority, async (tx, person) => {
    await (gone ? markUndeliverable(tx, id, why) : markFailed(tx, id, why))
    if (gone) await record(tx, { ...deed(person, authority, id), outcome: 'refused', reason: why })
  })
  if (!gone) throw error
}

/** A 5xx answer to the recipient's address; a 5xx to our own address or password is ours to mend, and is tried again. */
export function isUnknownAddress(error: unknown): boolean {
  if (!(error instanceof Error && 'responseCode' in error && 'command' in error)) return false
  const code = Number(error.responseCode)
  return error.command === 'RCPT TO' && code >= 500 && code < 600
}

/** The answer's code, never its words: servers quote the address. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not sent'
  const code = 'responseCode' in error && error.responseCode ? error.responseCode : 'code' in error ? error.code : ''
  return `not sent ${code ?? ''}`.trim()
}
