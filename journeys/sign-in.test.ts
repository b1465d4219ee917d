import { Secret, TOTP } from 'otpauth'
import type pg from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Visitor } from './browserless.ts'
import { launchChromium } from './chromium.ts'
import { connectAsOwner } from './ledger.ts'
import { missPasskey, usePasskey } from './passkey.ts'
import { type RunningServer, startServer } from './server.ts'

let server: RunningServer
let browser: Browser
let owner: pg.Client
let email: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), launchChromium()])
  owner = await connectAsOwner(server)
  const { rows } = await owner.query("select email from person where demo_word = 'sw'")
  email = rows[0].email
})
afterAll(async () => {
  await owner?.end()
  await browser?.close()
  await server?.stop()
})

const someone = () => new Visitor(server.url)
const forgetAttempts = () => owner.query('delete from app.attempt')

/** The newest link that went to this address; null when none comes within a while. */
async function linkFor(address: string, other = '', patience = 30_000): Promise<string | null> {
  for (const until = Date.now() + patience; Date.now() < until; ) {
    const mails: Array<{ to: string; text: string }> = await (await fetch(`${server.url}/dev/inbox.json`)).json()
    const words = mails.find(({ to, text }) => to === address && text.includes('/sign-in/link/'))?.text ?? ''
    const path = /\/sign-in\/link\/[\w-]+/.exec(words)?.[0] ?? ''
    if (path && path !== other) return path
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  return null
}

describe('a link by e-mail', () => {
  it('signs in once, by its button, and leads on to where one was going', async () => {
    const visitor = someone()
    expect((await visitor.get('/messages?page=1')).to).toBe('/sign-in?next=%2Fmessages%3Fpage%3D1')
    const asked = await visitor.post('/sign-in', { email: ` ${email.toUpperCase()} `, next: '/messages?page=1' })
    expect([asked.status, asked.to]).toEqual([303, '/sign-in/sent'])
    const link = (await linkFor(email)) ?? ''

    // A scanner looks twice; the link still works.
    expect((await someone().get(link)).status).toBe(200)
    expect((await someone().get(link)).text).toContain('<button')
    const used = await visitor.post(link, {})
    expect([used.status, used.to]).toEqual([303, '/messages?page=1'])
    expect((await visitor.get('/messages')).status).toBe(200)

    const again = await someone().get(link)
    expect([again.status, again.text.includes('used already')]).toEqual([410, true])
    const cookie = used.headers.getSetCookie().find(line => line.startsWith('openpep=')) ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)

    const token = link.split('/').pop()
    const { rows } = await owner.query(
      "select string_agg(o::text, '') as all from outbox o where kind = 'sign-in link'"
    )
    expect(rows[0].all).toContain('Your link to sign in')
    expect(rows[0].all).not.toContain(token)
  })

  it('is refused with its reason when it is too old, cut short or invented', async () => {
    await someone().post('/sign-in', { email })
    const link = (await linkFor(email, (await linkFor(email)) ?? '')) ?? ''
    await owner.query("update app.one_time_link set expires_at = now() - interval '1 second'")
    const late = await someone().get(link)
    expect([late.status, late.text.includes('too old')]).toEqual([410, true])
    for (const path of [link.slice(0, -3), '/sign-in/link/x', `/sign-in/link/${'a'.repeat(150)}`]) {
      const answer = await someone().get(path)
      expect([answer.status, answer.text.includes('do not know this link')]).toEqual([410, true])
    }
  })

  it('answers the same for an address that nobody has, and sends nothing', async () => {
    const nobody = await someone().post('/sign-in', { email: 'nobody@nowhere.example' })
    expect([nobody.status, nobody.to]).toEqual([303, '/sign-in/sent'])
    expect(await linkFor('nobody@nowhere.example', '', 1500)).toBeNull()
  })

  it.each(['', 'not an address', 'a@b', '<script>@x.example y'])('asks again for the address %j', async typed => {
    const answer = await someone().post('/sign-in', { email: typed })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Enter your e-mail address')
    expect(answer.text).not.toContain('<script>@')
  })

  it('says when there were too many, for an account and for an invented address alike, and lets go by itself', async () => {
    for (const address of [email, 'nobody@nowhere.example']) {
      await forgetAttempts()
      const answers = []
      for (let attempt = 0; attempt < 10; attempt++) answers.push(await someone().post('/sign-in', { email: address }))
      expect(answers.map(({ status }) => status)).toEqual([...Array(8).fill(303), 422, 422])
      expect(answers.at(-1)?.text).toContain('try again in 15 minutes')
    }
    await owner.query("update app.attempt set at = at - interval '16 minutes'")
    expect((await someone().post('/sign-in', { email })).status).toBe(303)
    await forgetAttempts()
  })
})

describe('a password and a code', () => {
  const password = 'lamp otter violin'
  let key = ''
  const code = (steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + steps * 30_000 })

  it('are set on one’s own account', async () => {
    const sw = new Visitor(server.url, await server.signIn('sw'))
    const common = await sw.post('/account/password', { new: 'Password1234' })
    expect([common.status, common.text.includes('easy to guess'), common.text.includes('Password1234')]).toEqual([
      422,
      true,
      false
    ])
    expect((await sw.post('/account/password', { new: password })).to).toBe('/account')

    const page = await sw.get('/account/authenticator')
    expect(page.text).toContain('<svg')
    key = /name="key" value="([A-Z2-7]{32})"/.exec(page.text)?.[1] ?? ''
    const wrong = await sw.post('/account/authenticator', { key, code: '000000' })
    expect([wrong.status, wrong.text.includes(`value="${key}"`)]).toEqual([422, true])
    expect((await sw.post('/account/authenticator', { key, code: code(-1) })).to).toBe('/account')
    const { rows } = await owner.query('select c::text from app.credential c')
    expect(rows[0].c).toContain('$argon2id$')
    expect(rows[0].c).not.toContain(key)
  })

  it('sign in; the code counts once', async () => {
    const once = code()
    const signed = await someone().post('/sign-in/password', { email, password, code: once, next: '//evil.example' })
    expect([signed.status, signed.to]).toEqual([303, '/'])
    const twice = await someone().post('/sign-in/password', { email, password, code: once })
    expect([twice.status, twice.text.includes('do not belong together')]).toEqual([422, true])
  })

  it('are refused in the same words whatever is wrong', async () => {
    const main = (text: string) =>
      /<main[\s\S]*<\/main>/.exec(text)?.[0].replace(/name="_csrf" value="[^"]+"|value="[^"]*@[^"]*"/g, '')
    const answers = []
    for (const wrong of [
      { email, password: 'another one', code: code(1) },
      { email, password, code: '123 456' },
      { email: 'nobody@nowhere.example', password, code: code(1) }
    ]) {
      const answer = await someone().post('/sign-in/password', wrong)
      expect(answer.status).toBe(422)
      answers.push(main(answer.text))
    }
    expect(new Set(answers).size).toBe(1)
    const { rows } = await owner.query(
      "select count(*)::int as n from audit_event where action = 'sign in by password' and outcome = 'refused'"
    )
    expect(rows[0].n).toBe(4)
  })

  it('give way to a recovery code, once each, where the authenticator is lost', async () => {
    const sw = new Visitor(server.url, await server.signIn('sw'))
    const page = await sw.get('/account/recovery-codes')
    const word = /name="word" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const [one = '', other = ''] = page.text.match(/\d{4} \d{4} \d{4}/g) ?? []
    const signIn = (typed: string) => someone().post('/sign-in/password', { email, password, code: typed })
    expect((await signIn(one)).status).toBe(422)
    expect((await sw.post('/account/recovery-codes', { word })).to).toBe('/account')
    expect((await sw.get('/account/recovery-codes')).text).not.toContain(one)
    expect([(await signIn(one)).to, (await signIn(one)).status]).toEqual(['/', 422])
    expect((await sw.get('/account')).text).toContain('9 not used yet')
    const { rows } = await owner.query('select string_agg(c::text, $1) as all from app.recovery_code c', [' '])
    expect(rows[0].all).not.toContain(one.replaceAll(' ', ''))

    // New ones take the place of all earlier ones.
    const fresh = /name="word" value="([^"]+)"/.exec((await sw.get('/account/recovery-codes')).text)?.[1] ?? ''
    await sw.post('/account/recovery-codes', { word: fresh })
    expect((await signIn(other)).status).toBe(422)
    await forgetAttempts()
  })

  it('change only for whoever knows the password of today', async () => {
    const sw = new Visitor(server.url, await server.signIn('sw'))
    const refused = await sw.post('/account/password', { current: 'guessed it was', new: 'heron teapot granite' })
    expect([refused.status, refused.text.includes('not your password of today')]).toEqual([422, true])
    expect((await sw.post('/account/password', { current: password, new: 'heron teapot granite' })).to).toBe('/account')
  })
})

describe('a passkey', () => {
  it('is added on one’s own account, signs in alone, once an answer, and not any more once it is removed', () =>
    usePasskey(server, browser, owner))
  it('is a way that says so where the browser has none', () => missPasskey(server, browser))
})

describe('ten thousand wrong passwords', () => {
  it('are refused without being looked at, while everybody else is served and the account’s own person comes in by a link', async () => {
    await forgetAttempts()
    const wrong = () => someone().post('/sign-in/password', { email, password: 'guessed it was', code: '000000' })
    await wrong()
    await owner.query(
      "insert into app.attempt (kind, subject) select kind, subject from app.attempt, generate_series(1, 10000) where kind = 'password: account'"
    )
    const dt = new Visitor(server.url, await server.signIn('dt'))
    const answers = await Promise.all([...Array.from({ length: 20 }, wrong), dt.get('/'), dt.get('/children')])
    expect(answers.slice(-2).map(({ status }) => status)).toEqual([200, 200])
    for (const { status, text } of answers.slice(0, 20))
      expect([status, text.includes('Too many attempts')]).toEqual([422, true])
    expect((await someone().post('/sign-in', { email })).to).toBe('/sign-in/sent')
    // Another account at the same address is not shut out by it.
    const other = await someone().post('/sign-in/password', {
      email: 'other@council.example',
      password: 'x',
      code: '1'
    })
    expect(other.text).not.toContain('Too many attempts')
    await forgetAttempts()
  })
})

describe('a session', () => {
  it('is kept by asking, and ends everywhere at once', async () => {
    const [here, there] = [
      new Visitor(server.url, await server.signIn('dt')),
      new Visitor(server.url, await server.signIn('dt'))
    ]
    expect((await here.post('/session', {}, '/account')).to).toBe('/session')
    expect(JSON.parse((await here.get('/session')).text)).toEqual({ signedIn: true })
    expect((await here.post('/account', {})).to).toBe('/sign-out')
    expect((await there.get('/account')).to).toBe('/sign-in?next=%2Faccount')
  })

  it('ends with its person', async () => {
    const iro = new Visitor(server.url, await server.signIn('iro'))
    expect((await iro.get('/account')).status).toBe(200)
    await owner.query("update person set ended_at = now() where demo_word = 'iro'")
    expect((await iro.get('/account')).to).toBe('/sign-in?next=%2Faccount')
    await owner.query("update person set ended_at = null where demo_word = 'iro'")
  })

  it('ends after half an hour in which nothing was asked', async () => {
    const dt = new Visitor(server.url, await server.signIn('dt'))
    await owner.query("update app.session set seen_at = seen_at - interval '31 minutes'")
    expect((await dt.get('/account')).to).toBe('/sign-in?next=%2Faccount')
  })

  it('takes no post without its token', async () => {
    const answer = await fetch(`${server.url}/sign-in`, { method: 'POST', body: new URLSearchParams({ email }) })
    expect(answer.status).toBe(403)
  })
})
