import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import type { JobService } from '../jobs/job.ts'
import { runWaitingJobs, testConfig, testJobService } from '../jobs/testing/job-service.ts'
import { calendarFile } from './calendar-file.ts'
import { readInbox } from './development-inbox.ts'
import { inboxFolder, openMailer } from './mailer.ts'
import { ownMessages, readMessages } from './messages.ts'
import { type Message, sendMessage } from './outbox.ts'
import { texts } from './texts.ts'

let db: TestDatabase
let owner: pg.Client
let service: JobService
const config = testConfig()
const today = Temporal.PlainDate.from('2026-11-23')
const [reader, other] = [newId(), newId()]
const origin = 'http://pep.example'
const waiting = texts['views received']({ link: `${origin}/peps/1` })

beforeAll(async () => {
  db = await testDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  service = await testJobService(db.appUrl, config)
  await owner.query(
    `insert into person (id, kind, name, email) values ($1, 'professional', 'A Reader', 'reader@school.example'), ($2, 'professional', 'Another', null)`,
    [reader, other]
  )
})
afterAll(async () => {
  await service.mailer.close()
  await service.database.close()
  await owner.end()
  await db.drop()
})
beforeEach(() => owner.query('update person set undeliverable_since = null'))

const asReader = <T>(work: Parameters<typeof asPerson<T>>[2]) =>
  asPerson(service.database, { person: reader, today }, work)
const message = (eventKey: string, changes: Partial<Message> = {}): Message => ({
  eventKey,
  authorityId: 937,
  to: { person: reader },
  kind: 'views received',
  ...waiting,
  origin,
  ...changes
})
const row = async (eventKey: string) =>
  (await owner.query('select * from outbox where event_key = $1', [eventKey])).rows[0]
const send = (sent: Message) => asReader(tx => sendMessage(tx, sent))
const retryNow = () => owner.query("update graphile_worker._private_jobs set run_at = now() - interval '1 second'")

/** A mail server that answers as it is told. */
async function server(answer: { to?: number; from?: number }) {
  const refusal = (code: number) => Object.assign(new Error('no'), { responseCode: code })
  const got: string[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_address, _session, done) => done(answer.from ? refusal(answer.from) : null),
    onRcptTo: (_address, _session, done) => done(answer.to ? refusal(answer.to) : null),
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', part => {
        text += part
      })
      stream.on('end', () => {
        got.push(text)
        done()
      })
    }
  })
  const listening = smtp.listen(0, '127.0.0.1')
  await new Promise(resolve => listening.once('listening', resolve))
  const address = listening.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  const mailer = await openMailer({ ...config, smtpUrl: `smtp://127.0.0.1:${address.port}` })
  const close = async () => {
    await mailer.close()
    await new Promise<void>(resolve => smtp.close(() => resolve()))
  }
  return { service: { ...service, mailer }, got, close }
}

test('one event is one row, one job and one mail, however often it is told', async () => {
  expect(await send(message('told twice'))).toBe(true)
  expect(await send(message('told twice'))).toBe(false)
  await runWaitingJobs(db.ownerUrl, service)
  const sent = await row('told twice')
  expect(sent.message_id).toBe(`<${sent.id}@pep.example>`)
  expect(sent.sent_at).not.toBeNull()
  const mails = await readInbox(inboxFolder(config))
  expect(mails.filter(mail => mail.messageId === sent.message_id)).toEqual([
    {
      messageId: sent.message_id,
      to: 'reader@school.example',
      subject: waiting.subject,
      text: waiting.words,
      ics: null
    }
  ])
})

test('a rolled back transaction sends nothing', async () => {
  const failed = asReader(async tx => {
    await sendMessage(tx, message('rolled back'))
    throw new Error('afterwards')
  })
  await expect(failed).rejects.toThrow('afterwards')
  expect(await row('rolled back')).toBeUndefined()
  expect((await owner.query('select from graphile_worker.jobs')).rowCount).toBe(0)
})

test('a writer who may not see the message can send it all the same', async () => {
  expect(await send(message('to another', { to: { person: other } }))).toBe(true)
  expect(await send(message('to another', { to: { person: other } }))).toBe(false)
  await runWaitingJobs(db.ownerUrl, service)
  expect(await row('to another')).toMatchObject({ sent_at: null, failures: 1, failure: 'no e-mail address' })
})

test('a calendar file comes with the mail as it was made', async () => {
  const ics = calendarFile({
    method: 'REQUEST',
    pepId: newId(),
    recipient: { email: 'reader@school.example' },
    sequence: 1,
    starts: Temporal.PlainDateTime.from('2026-12-01T10:00'),
    minutes: 60,
    place: null,
    link: `${origin}/peps/1`,
    school: { name: 'Virtual School', email: 'vs@council.example' },
    madeAt: Temporal.Now.instant()
  })
  await send(message('with a file', { ics }))
  await runWaitingJobs(db.ownerUrl, service)
  const { message_id } = await row('with a file')
  const mail = (await readInbox(inboxFolder(config))).find(({ messageId }) => messageId === message_id)
  expect(mail?.ics?.trim()).toBe(ics.trim())
})

test('hostile words arrive as they are and add no header', async () => {
  const subject = 'Hello\r\nBcc: thief@evil.example'
  await send(message('hostile', { subject, words: '<script>alert(1)</script>\r\n.\r\nQUIT' }))
  await runWaitingJobs(db.ownerUrl, service)
  const { message_id } = await row('hostile')
  const mail = (await readInbox(inboxFolder(config))).find(({ messageId }) => messageId === message_id)
  expect(mail?.to).toBe('reader@school.example')
  expect(mail?.subject).toBe('Hello Bcc: thief@evil.example')
  expect(mail?.text).toContain('<script>alert(1)</script>')
  expect(mail?.text).toContain('QUIT')
})

test('an address that does not exist is noted with the person and not tried again; the next success clears it', async () => {
  const refusing = await server({ to: 550 })
  await send(message('nobody there'))
  await runWaitingJobs(db.ownerUrl, refusing.service)
  await refusing.close()
  expect(await row('nobody there')).toMatchObject({ sent_at: null, failures: 1, failure: 'unknown address 550' })
  expect((await owner.query('select from graphile_worker.jobs')).rowCount).toBe(0)
  const noted = await owner.query('select undeliverable_since from person where id = $1', [reader])
  expect(noted.rows[0].undeliverable_since).not.toBeNull()

  await send(message('there again'))
  await runWaitingJobs(db.ownerUrl, service)
  const cleared = await owner.query('select undeliverable_since from person where id = $1', [reader])
  expect(cleared.rows[0].undeliverable_since).toBeNull()
})

test.each([{ to: 450 }, { from: 550 }])(
  'what may pass ($0) is counted and tried again with the same Message-ID',
  async answer => {
    const key = `later ${JSON.stringify(answer)}`
    const busy = await server(answer)
    await send(message(key))
    await runWaitingJobs(db.ownerUrl, busy.service)
    await busy.close()
    const before = await row(key)
    expect(before).toMatchObject({ sent_at: null, failures: 1 })
    const { rows } = await owner.query('select attempts, last_error from graphile_worker.jobs')
    expect(rows).toEqual([{ attempts: 1, last_error: expect.not.stringContaining('reader@') }])
    await retryNow()
    const good = await server({})
    await runWaitingJobs(db.ownerUrl, good.service)
    await good.close()
    expect(good.got).toHaveLength(1)
    expect(good.got[0]).toContain(`Message-ID: ${before.message_id}`)
    expect((await row(key)).sent_at).not.toBeNull()
  }
)

test('the sending is on record, by the authority’s service person', async () => {
  await send(message('on record'))
  await runWaitingJobs(db.ownerUrl, service)
  const { id } = await row('on record')
  const { rows } = await owner.query(
    `select a.role, a.authority_id, p.kind from audit_event a join person p on p.id = a.person_id where a.ids ? $1`,
    [id]
  )
  expect(rows).toEqual([{ role: 'service', authority_id: 937, kind: 'service' }])
})

const house = { seal: (words: string) => Buffer.from(words), origin: 'https://pep.example' }
test('a person reads their own messages and marks them read; another’s stay as they are', async () => {
  const before = await asReader(tx => ownMessages(tx, 1, house))
  expect(before.all).toBe(before.messages.length)
  expect(before.unread).toBe(before.all)
  const [newest] = before.messages
  await asReader(tx => readMessages(tx, newest?.id ?? '', Temporal.Now.instant()))
  expect((await asReader(tx => ownMessages(tx, 1, house))).unread).toBe(before.all - 1)
  await asReader(tx => readMessages(tx, null, Temporal.Now.instant()))
  expect((await asReader(tx => ownMessages(tx, 99, house))).unread).toBe(0)
  expect((await row('to another')).read_at).toBeNull()
})
