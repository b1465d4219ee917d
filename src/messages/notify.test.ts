import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Mail, Mailer } from './mailer.ts'
import { notifyMailer } from './notify.ts'
import { notifyAccount, notifyServer, unknownAddress } from './testing/notify-server.ts'
import { UnknownAddress } from './unknown-address.ts'

let notify: Awaited<ReturnType<typeof notifyServer>>
let mailer: Mailer
beforeAll(async () => {
  notify = await notifyServer()
  mailer = notifyMailer(notifyAccount(notify.url), null)
})
afterAll(() => notify.close())
beforeEach(() => {
  notify.answer = null
  notify.requests.length = 0
})

const mail: Mail = {
  messageId: '<0198c0de@pep.example>',
  to: 'reader@school.example',
  school: 'Fenshire Virtual School',
  replyTo: 'vs@fenshire.example',
  subject: 'A plan is waiting for you',
  text: 'Please look at it.',
  ics: null
}

test('one mail is one request: the template, the words, and the Message-ID as its reference', async () => {
  await mailer.send(mail)
  expect(notify.requests).toMatchObject([
    {
      method: 'POST',
      path: '/v2/notifications/email',
      body: {
        email_address: 'reader@school.example',
        template_id: '0198c0de-0000-4000-8000-000000000003',
        reference: '<0198c0de@pep.example>',
        personalisation: { subject: 'A plan is waiting for you', words: 'Please look at it.' }
      }
    }
  ])
})

test('the token is the service’s, of now, and signed with the secret part of the key alone', async () => {
  await mailer.send(mail)
  const [head = '', claims = '', signature] = (notify.requests[0]?.authorization ?? '')
    .replace(/^Bearer /, '')
    .split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
  expect(read(head)).toEqual({ typ: 'JWT', alg: 'HS256' })
  expect(read(claims).iss).toBe('0198c0de-0000-4000-8000-000000000001')
  expect(Math.abs(read(claims).iat - Date.now() / 1000)).toBeLessThan(30)
  const secret = '0198c0de-0000-4000-8000-000000000002'
  expect(signature).toBe(createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url'))
})

test('an address that Notify cannot take is unknown; what is ours to mend is not', async () => {
  notify.answer = () => unknownAddress
  await expect(mailer.send(mail)).rejects.toBeInstanceOf(UnknownAddress)
  const ours = {
    status: 400,
    body: { errors: [{ error: 'BadRequestError', message: 'Missing personalisation: words' }] }
  }
  for (const answer of [ours, { status: 403, body: {} }, { status: 429, body: null }, { status: 503, body: 'busy' }]) {
    notify.answer = () => answer
    const error = await mailer.send(mail).then(
      () => null,
      (thrown: Error) => thrown
    )
    expect(error).not.toBeInstanceOf(UnknownAddress)
    expect(error?.message).toBe(`Notify answered ${answer.status}.`)
  }
})

test('a calendar file goes by the mail server beside it; without one the words say where the date is', async () => {
  const sent: Mail[] = []
  const beside: Mailer = {
    leavesTheHouse: true,
    send: async one => {
      sent.push(one)
    },
    close: async () => undefined
  }
  const invited = { ...mail, ics: 'BEGIN:VCALENDAR' }
  await notifyMailer(notifyAccount(notify.url), beside).send(invited)
  expect(sent).toEqual([invited])
  expect(notify.requests).toEqual([])
  await mailer.send(invited)
  expect(notify.requests[0]?.body?.personalisation).toMatchObject({
    words: expect.stringContaining('no calendar file')
  })
})

test.each([
  ['delivered', 'reached'],
  ['permanent-failure', 'unknown address'],
  ['temporary-failure', 'on its way'],
  ['sending', 'on its way'],
  [null, 'on its way']
])('%s is %s', async (state, fate) => {
  if (state) notify.states.set(mail.messageId, state)
  else notify.states.clear()
  expect(await mailer.fate?.(mail.messageId)).toBe(fate)
})
