import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { newId } from '../db/id.ts'
import { writeWhole } from '../documents/write-whole.ts'

/** A mail as the development inbox shows it. */
export interface ReceivedMail {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly ics: string | null
}

/** A mail server on this machine's loopback that keeps what it gets in a folder, newest name last. */
export async function openDevelopmentInbox(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, _session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('error', done)
      stream.on('end', () => {
        writeWhole(folder, `${newId()}.eml`, Buffer.concat(parts)).then(() => done(), done)
      })
    }
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await new Promise<void>((resolve, reject) => {
    listening.once('listening', resolve)
    listening.once('error', reject)
  })
  const address = listening.address()
  if (!address || typeof address === 'string') throw new Error('The development inbox has no port.')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    close: () => new Promise(resolve => server.close(() => resolve()))
  }
}

/** What came in, newest first; at most `most`. */
export async function readInbox(folder: string, most = 200): Promise<ReceivedMail[]> {
  const names = filesIn(folder).sort().reverse().slice(0, most)
  return Promise.all(names.map(name => parse(readFileSync(join(folder, name)))))
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(name => name.endsWith('.eml'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** The reader of mails is loaded once somebody looks into the inbox: a server without an inbox does not carry it. */
async function parse(raw: Buffer): Promise<ReceivedMail> {
  const { simpleParser } = await import('mailparser')
  const mail = await simpleParser(raw)
  const to = [mail.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''))
  const calendar = mail.attachments.find(({ contentType }) => /^(text\/calendar|application\/ics)$/.test(contentType))
  return {
    messageId: mail.messageId ?? '',
    to: to.join(', '),
    subject: mail.subject ?? '',
    text: (mail.text ?? '').trimEnd(),
    ics: calendar ? calendar.content.toString('utf8') : null
  }
}
