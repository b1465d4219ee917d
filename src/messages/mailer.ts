import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Config } from '../config.ts'
import { openDevelopmentInbox } from './development-inbox.ts'
import { notifyMailer } from './notify.ts'
import { UnknownAddress } from './unknown-address.ts'

export interface Mail {
  readonly messageId: string
  readonly to: string
  /** Whose letter this is: the Virtual School's name and address. */
  readonly school: string
  readonly replyTo: string
  readonly subject: string
  readonly text: string
  readonly ics: string | null
}

export interface Mailer {
  /** False where it lands in the development inbox: there is no night, and nobody to wake. */
  readonly leavesTheHouse: boolean
  /** Resolves when the receiving server has taken it. @throws UnknownAddress where there is no such address. */
  send(mail: Mail): Promise<void>
  /** Of a service that takes mail and learns later whether it arrived; absent: taken is arrived. */
  fate?(messageId: string): Promise<'reached' | 'unknown address' | 'on its way'>
  close(): Promise<void>
}

export const inboxFolder = (config: Pick<Config, 'dataFolder'>): string => join(config.dataFolder, 'inbox')

type Sending = Pick<Config, 'smtpUrl' | 'notify' | 'mode' | 'dataFolder' | 'baseUrl'>

/**
 * By GOV.UK Notify where it has a key, with SMTP_URL beside it for mail with a calendar file; else by SMTP_URL; without both, in
 * a demonstration, to the development inbox, over SMTP all the same.
 */
export async function openMailer(config: Sending): Promise<Mailer> {
  if (config.notify) return notifyMailer(config.notify, config.smtpUrl ? await smtpMailer(config) : null)
  if (!config.smtpUrl && config.mode === 'production') return noMailer
  return smtpMailer(config)
}

async function smtpMailer(config: Sending): Promise<Mailer> {
  const inbox = config.smtpUrl ? null : await openDevelopmentInbox(inboxFolder(config))
  const transport = createTransport({
    url: config.smtpUrl ?? inbox?.url,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true
  })
  const { hostname } = new URL(config.baseUrl)
  return {
    leavesTheHouse: inbox === null,
    send: async mail => {
      await transport.sendMail(optionsOf(mail, `no-reply@${hostname}`)).catch(refuse)
    },
    close: async () => {
      transport.close()
      await inbox?.close()
    }
  }
}

const noMailer: Mailer = {
  leavesTheHouse: true,
  send: async () => {
    throw new Error('Neither SMTP_URL nor NOTIFY_API_KEY is set: e-mail waits.')
  },
  close: async () => undefined
}

/** A 5xx answer to the recipient's address; a 5xx to our own address or password is ours to mend, and is tried again. */
function refuse(error: unknown): never {
  if (error instanceof Error && 'responseCode' in error && 'command' in error) {
    const code = Number(error.responseCode)
    if (error.command === 'RCPT TO' && code >= 500 && code < 600) throw new UnknownAddress(String(code))
  }
  throw error
}

function optionsOf(mail: Mail, from: string): SendMailOptions {
  const method = mail.ics && (/^METHOD:(\w+)/m.exec(mail.ics)?.[1] ?? 'REQUEST')
  return {
    from: { name: `${mail.school} (Open PEP)`, address: from },
    to: { name: '', address: mail.to },
    replyTo: mail.replyTo,
    messageId: mail.messageId,
    subject: mail.subject,
    text: mail.text,
    headers: { 'Auto-Submitted': 'auto-generated' },
    icalEvent: mail.ics && method ? { method, content: mail.ics, filename: 'meeting.ics' } : undefined
  }
}
