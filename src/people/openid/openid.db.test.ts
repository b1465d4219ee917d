import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../db/id.ts'
import { type TestDatabase, testDatabase } from '../../db/testing/database.ts'
import { openLog } from '../../log.ts'
import { type Got, type Served, serveFor, type Visitor } from '../../web/testing/served.ts'
import { type Known, type TestProvider, testProvider } from './testing/provider.ts'

/** Signing in by another house (4-access.md): a real provider on this machine, and everything that can be wrong with its answer. */
let db: TestDatabase
let owner: pg.Client
let served: Served
let provider: TestProvider

const start = '/sign-in/with/council'
const jo: Known = { subject: 'jo-there', email: 'Jo@council.example', email_verified: true }
let joHere: string

beforeAll(async () => {
  db = await testDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  provider = await testProvider()
  const { issuer, clientId, clientSecret } = provider
  const named = { id: 'council', name: 'Council sign-in', issuer, clientId, clientSecret }
  served = await serveFor(db, '2026-11-26', openLog('error'), [
    { ...named, domains: ['council.example'], authorities: [937] }
  ])
  await owner.query(`insert into authority (id, name, virtual_school_name, virtual_school_email, front_door_name, front_door_phone)
    values (990, 'Other', 'V', 'v@example.org', 'F', '1')`)
  joHere = await personHere('jo@council.example', 937)
  await personHere('away@council.example', 990)
  await personHere('jo@school.example', 937)
})
afterAll(async () => {
  await provider.fallSilent()
  await served.close()
  await owner.end()
  await db.drop()
})

async function personHere(email: string, authority: number): Promise<string> {
  const id = newId()
  await owner.query(`insert into person (id, kind, name, email) values ($1, 'professional', 'Jo', $2)`, [id, email])
  await owner.query(
    `insert into appointment (id, person_id, role, authority_id, starts) values ($1, $2, 'adviser', $3, '2020-01-01')`,
    [newId(), id, authority]
  )
  return id
}

/** Sets out, and comes back from the provider as this person. */
async function signIn(visitor: Visitor, person: Known, path = start): Promise<Got> {
  const there = (await visitor.get(path)).goes ?? ''
  return visitor.get(await provider.signIn(there, person))
}
const counts = async () =>
  (
    await owner.query(
      `select (select count(*)::int from person) as people, (select count(*)::int from app.openid_link) as links,
              (select count(*)::int from app.session) as sessions`
    )
  ).rows[0]
const lastOnRecord = async () =>
  (await owner.query(`select action, outcome, reason, ids from audit_event order by n desc limit 1`)).rows[0]

describe('while the provider is down', () => {
  it('says so, lets everybody sign in another way, and works as soon as it is up again', async () => {
    const visitor = served.someone()
    const away = await visitor.get(start)
    expect(away.goes).toBe(`${start}/refused/unreachable`)
    const page = await visitor.get(away.goes ?? '')
    expect([page.status, page.html.includes('Council sign-in does not answer')]).toEqual([503, true])
    expect(page.html).toContain('href="/sign-in"')
    expect((await visitor.post('/sign-in', { email: 'jo@council.example' })).goes).toBe('/sign-in/sent')
    await provider.answer(`${served.origin}${start}/back`)
    expect((await visitor.get(start)).goes).toContain(`${provider.issuer}/auth?`)
  })
})

describe('signing in by it', () => {
  it('is offered, and asks with state, nonce and a proof key of its own each time', async () => {
    const visitor = served.someone()
    expect((await visitor.get('/sign-in?next=%2Fmessages')).html).toContain(`href="${start}?next=%2Fmessages"`)
    const [one, other] = [(await visitor.get(start)).goes ?? '', (await visitor.get(start)).goes ?? '']
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const [mine, its] = [new URL(one).searchParams.get(name), new URL(other).searchParams.get(name)]
      expect(mine?.length).toBeGreaterThan(40)
      expect(mine).not.toBe(its)
    }
    expect(new URL(one).searchParams.get('code_challenge_method')).toBe('S256')
  })

  it('joins the account that has the verified address, and leads on to where one was going', async () => {
    const visitor = served.someone()
    const back = await signIn(visitor, jo, `${start}?next=${encodeURIComponent('/messages?page=1')}`)
    expect([back.status, back.goes]).toEqual([303, '/messages?page=1'])
    expect(back.headers.getSetCookie().find(line => line.startsWith('openpep='))).toMatch(/HttpOnly.*SameSite=Lax/)
    expect((await visitor.get('/account')).html).toContain('Council sign-in')
    const { rows } = await owner.query('select person_id, subject from app.openid_link')
    expect(rows).toEqual([{ person_id: joHere, subject: 'jo-there' }])
  })

  it('knows its person by their name there from then on, whatever the address', async () => {
    expect((await signIn(served.someone(), { subject: 'jo-there' })).goes).toBe('/')
    expect(await lastOnRecord()).toMatchObject({ action: 'sign in', outcome: 'done', ids: [joHere] })
  })

  it('leads to no other site', async () => {
    expect((await signIn(served.someone(), jo, `${start}?next=//evil.example`)).goes).toBe('/')
  })

  it('is parted on one’s own page', async () => {
    const visitor = served.someone()
    await signIn(visitor, jo)
    expect((await visitor.post('/account/with/council', {})).goes).toBe('/account')
    expect((await counts()).links).toBe(0)
    expect((await visitor.get('/account/with/council')).status).toBe(404)
    await signIn(visitor, jo)
    expect((await counts()).links).toBe(1)
  })
})

describe('is refused, with nothing done, its reason on the page and on record', () => {
  let before: unknown
  beforeEach(async () => {
    before = await counts()
  })
  async function refusedAs(back: Got, slug: string, words: string, reason: string) {
    expect(back.goes).toBe(`${start}/refused/${slug}`)
    expect(back.headers.getSetCookie().filter(line => line.startsWith('openpep='))).toEqual([])
    const page = await served.someone().get(back.goes ?? '')
    expect([page.status, page.html.includes(words)]).toEqual([403, true])
    expect(await counts()).toEqual(before)
    expect(await lastOnRecord()).toMatchObject({ outcome: 'refused', reason: `Council sign-in: ${reason}` })
  }

  it.each([
    ['another journey’s nonce', { nonce: 'another' }, 'wrong nonce'],
    ['another service’s token', { aud: 'another-service' }, 'wrong aud'],
    ['another house’s token', { iss: 'https://evil.example' }, 'wrong iss'],
    ['a token that has run out', { exp: 1_700_000_000, iat: 1_699_999_000 }, 'wrong exp']
  ])('%s', async (_, change, reason) => {
    provider.falsify(change)
    const back = await signIn(served.someone(), jo)
    await refusedAs(back, 'not-genuine', 'an answer that we do not trust', reason)
  })

  it('a token that somebody else has sealed', async () => {
    provider.breakSeal()
    await refusedAs(await signIn(served.someone(), jo), 'not-genuine', 'its seal is broken', 'wrong signature')
  })

  it('an answer that came to another browser, and one that comes twice', async () => {
    const [mine, anothers] = [served.someone(), served.someone()]
    const back = await provider.signIn((await anothers.get(start)).goes ?? '', jo)
    await refusedAs(await mine.get(back), 'stale', 'in another browser', 'wrong state')
    await mine.get(start)
    await refusedAs(await mine.get(back), 'stale', 'in another browser', 'wrong state')
    await anothers.get(back)
    before = await counts()
    await refusedAs(await anothers.get(back), 'stale', 'finished already', 'wrong state')
  })

  it('a code that was changed on the way', async () => {
    const visitor = served.someone()
    const back = await provider.signIn((await visitor.get(start)).goes ?? '', jo)
    await refusedAs(
      await visitor.get(back.replace(/code=[^&]+/, 'code=guessed')),
      'stale',
      'could not be finished',
      'invalid_grant'
    )
  })

  it('whoever stops there', async () => {
    const visitor = served.someone()
    const back = await provider.cancel((await visitor.get(start)).goes ?? '')
    await refusedAs(await visitor.get(back), 'cancelled', 'did not sign you in', 'access_denied')
  })

  it.each<[string, Known, string, string, string]>([
    [
      'an address that nobody has checked',
      { subject: 'b', email: 'away@council.example' },
      'unverified',
      'has not checked',
      'unverified'
    ],
    [
      'an address said to be unchecked',
      { ...jo, subject: 'c', email_verified: false },
      'unverified',
      'has not checked',
      'unverified'
    ],
    ['no address', { subject: 'd' }, 'unverified', 'has not checked', 'unverified'],
    [
      'a look-alike letter',
      { subject: 'e', email: 'jо@council.example', email_verified: true },
      'look-alike',
      'only looks like',
      'look-alike'
    ],
    [
      'somebody whom we do not know',
      { subject: 'f', email: 'new@council.example', email_verified: true },
      'unknown',
      'but we do not',
      'unknown'
    ],
    [
      'an address of another house',
      { subject: 'g', email: 'jo@school.example', email_verified: true },
      'elsewhere',
      'cannot vouch',
      'elsewhere'
    ],
    [
      'an address that only ends alike',
      { subject: 'h', email: 'jo@evilcouncil.example', email_verified: true },
      'elsewhere',
      'cannot vouch',
      'elsewhere'
    ],
    [
      'a post in another authority',
      { subject: 'i', email: 'away@council.example', email_verified: true },
      'elsewhere',
      'cannot vouch',
      'elsewhere'
    ],
    [
      'a newcomer with an old address',
      { ...jo, subject: 'j' },
      'linked-otherwise',
      'knows two of you',
      'linked otherwise'
    ]
  ])('%s', async (_, person, slug, words, reason) => {
    await refusedAs(await signIn(served.someone(), person), slug, words, reason)
  })

  it('somebody who has ended', async () => {
    await owner.query('update person set ended_at = now() where id = $1', [joHere])
    await refusedAs(await signIn(served.someone(), jo), 'ended', 'account here has ended', 'ended')
    await owner.query('update person set ended_at = null where id = $1', [joHere])
  })

  it('an address that is not there', async () => {
    expect((await served.someone().get('/sign-in/with/nobody')).goes).toBe('/sign-in')
    expect((await served.someone().get(`${start}/refused/made-up`)).status).toBe(404)
  })
})

describe('proving anew who one is', () => {
  it('needs a sign-in there and now: that one was signed in there already opens no export', async () => {
    const visitor = served.someone()
    provider.falsify({ auth_time: Math.floor(Date.now() / 1000) - 3600 })
    expect((await signIn(visitor, jo)).goes).toBe('/')
    expect((await visitor.get('/account/password')).goes).toBe('/sign-in?again=yes&next=%2Faccount%2Fpassword')
    const page = await visitor.get('/sign-in?again=yes&next=%2Faccount%2Fpassword')
    expect(page.html).toContain('sign in again')
    const again = /href="(\/sign-in\/with\/council[^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await visitor.get(again)).goes).toMatch(/prompt=login&max_age=300/)
    provider.falsify({ auth_time: Math.floor(Date.now() / 1000) - 3600 })
    expect((await signIn(visitor, jo, again)).goes).toBe(`${start}/refused/not-genuine`)
    expect((await signIn(visitor, jo, again)).goes).toBe('/account/password')
    expect((await visitor.get('/account/password')).status).toBe(200)
  })
})
