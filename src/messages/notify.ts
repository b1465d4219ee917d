import { createHmac } from 'node:crypto'
import type { Mail, Mailer } from './mailer.ts'
import { UnknownAddress } from './unknown-address.ts'

/** GOV.UK Notify: an API key as Notify gives it, and a template of one subject `((subject))` and one body `((words))`. */
export interface NotifyAccount {
  readonly apiKey: string
  readonly templateId: string
  readonly url: string
}

const waitMs = 15_000

/** Notify said no, or nothing: tried again later. Its own words may quote the address and are not kept. */
export class NotifyRefused extends Error {
  readonly code: string
  constructor(code: string) {
    super(`Notify answered ${code}.`)
    this.code = code
  }
}

/**
 * Sends by GOV.UK Notify; the reference is the fixed Message-ID, so that a repeat is recognised. Notify carries no calendar file:
 * such a mail goes by `beside` where there is one, and otherwise says where the date is to be read.
 */
export function notifyMailer(account: NotifyAccount, beside: Mailer | null): Mailer {
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(new URL(path, account.url), {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${tokenFor(account.apiKey)}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(waitMs)
    })
    const answer: unknown = await response.json().catch(() => null)
    if (response.ok) return answer
    if (response.status === 400 && isAboutAddress(answer)) throw new UnknownAddress('notify 400')
    throw new NotifyRefused(String(response.status))
  }
  return {
    leavesTheHouse: true,
    send: async mail => {
      if (mail.ics && beside) return beside.send(mail)
      await ask('/v2/notifications/email', {
        email_address: mail.to,
        template_id: account.templateId,
        reference: mail.messageId,
        personalisation: { subject: mail.subject, words: wordsFor(mail) }
      })
    },
    fate: async messageId => {
      const found = await ask(`/v2/notifications?reference=${encodeURIComponent(messageId)}`)
      const states = statesIn(found)
      if (states.includes('delivered')) return 'reached'
      return states.includes('permanent-failure') ? 'unknown address' : 'on its way'
    },
    close: async () => {
      await beside?.close()
    }
  }
}

const wordsFor = ({ text, ics }: Mail): string =>
  ics ? `${text}\n\nThis e-mail could carry no calendar file. The date is the one above.` : text

/** A token of half a minute, signed with the key's last 36 characters in the name of the 36 before them. */
function tokenFor(apiKey: string): string {
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const iss = apiKey.slice(-73, -37)
  const body = `${encoded({ typ: 'JWT', alg: 'HS256' })}.${encoded({ iss, iat: Math.floor(Date.now() / 1000) })}`
  return `${body}.${createHmac('sha256', apiKey.slice(-36)).update(body).digest('base64url')}`
}

const isAboutAddress = (answer: unknown): boolean =>
  listIn(answer, 'errors').some(
    one => one.error === 'ValidationError' && typeof one.message === 'string' && one.message.startsWith('email_address')
  )

const statesIn = (answer: unknown): unknown[] => listIn(answer, 'notifications').map(one => one.status)

function listIn(answer: unknown, name: string): Record<string, unknown>[] {
  const list = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>)[name] : null
  return Array.isArray(list) ? list.filter(one => typeof one === 'object' && one !== null) : []
}
