import { SMTPServer } from 'smtp-server'

export interface Letter {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  /** The whole letter, its date left out: a repeat says the same. */
  readonly text: string
}

/** A mail server that keeps what it is given. `listen` is told of each letter, before the sender is answered and after. */
export interface PostOffice {
  readonly url: string
  readonly letters: Letter[]
  listen: ((when: 'before' | 'after', count: number) => Promise<void> | void) | null
  close(): Promise<void>
}

export async function openPostOffice(): Promise<PostOffice> {
  const letters: Letter[] = []
  const office: { listen: PostOffice['listen'] } = { listen: null }
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      let raw = ''
      stream.on('data', part => {
        raw += part
      })
      stream.on('error', done)
      stream.on('end', async () => {
        const [to] = session.envelope.rcptTo
        letters.push({
          messageId: header(raw, 'Message-ID'),
          to: to?.address ?? '',
          subject: header(raw, 'Subject'),
          text: lasting(raw)
        })
        await office.listen?.('before', letters.length)
        done()
        setImmediate(() => office.listen?.('after', letters.length))
      })
    }
  })
  // A sender that was killed breaks its connection.
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await new Promise(resolve => listening.once('listening', resolve))
  const address = listening.address()
  if (!address || typeof address === 'string') throw new Error('The post office has no port.')
  return Object.assign(office, {
    url: `smtp://127.0.0.1:${address.port}`,
    letters,
    close: () => new Promise<void>(resolve => server.close(() => resolve()))
  })
}

const header = (raw: string, name: string): string =>
  new RegExp(`^${name}: (.*)\r?$`, 'im').exec(raw)?.[1]?.trim() ?? ''
const lasting = (raw: string): string => raw.replace(/^Date: .*\r?\n/im, '')
