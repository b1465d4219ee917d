import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Config } from '../config.ts'
import { openDevelopmentInbox } from './development-inbox.ts'

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
  /** Resolves when the receiving server has taken it. */
  send(mail: Mail): Promise<void>
  close(): Promise<void>
}

export const inboxFolder = (config: Pick<Config, 'dataFolder'>): string => join(config.dataFolder, 'inbox')

/** By SMTP_URL; without it, in a demonstration, to the development inbox, over SMTP all the same. */
export async function openMailer(config: Pick<Config, 'smtpUrl' | 'mode' | 'dataFolder' | 'baseUrl'>): Promise<Mailer> {
  if (!config.smtpUrl && config.mode === 'production') return noMailer
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
    send: async mail => {
      await transport.sendMail(optionsOf(mail, `no-reply@${hostname}`))
    },
    close: async () => {
      transport.close()
      await inbox?.close()
    }
  }
}

const noMailer: Mailer = {
  send: async () => {
    throw new Error('SMTP_URL is not set: e-mail waits.')
  },
  close: async () => undefined
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
