import type { RunningServer } from './server.ts'

export interface Mail {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly ics: string | null
}

/** What has gone to this address so far, the newest last. */
export async function mailsTo({ url }: Pick<RunningServer, 'url'>, address: string): Promise<Mail[]> {
  const mails: Mail[] = await (await fetch(`${url}/dev/inbox.json`)).json()
  return mails.filter(mail => mail.to === address)
}

/** The e-mail to this address whose subject says this, once it has come. */
export async function mailTo(server: Pick<RunningServer, 'url'>, address: string, subject: RegExp): Promise<Mail> {
  for (const until = Date.now() + 15_000; Date.now() < until; ) {
    const mail = (await mailsTo(server, address)).find(one => subject.test(one.subject))
    if (mail) return mail
    await new Promise(resolve => setTimeout(resolve, 150))
  }
  const came = (await mailsTo(server, address)).map(mail => mail.subject)
  throw new Error(`Nothing like ${subject} came to ${address}, only: ${came.join('; ') || 'nothing'}`)
}
