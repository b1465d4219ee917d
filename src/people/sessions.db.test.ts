import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import { signInWith } from './session.ts'

/** Sessions (4-access.md: listed and ended, a fresh sign-in for exports and permissions). */
const today = Temporal.PlainDate.from('2026-11-26')
let db: TestDatabase
let owner: pg.Client
let app: Database
let served: Served
const [admin, other] = [newId(), newId()]

beforeAll(async () => {
  db = await testDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  app = openDatabase(db.appUrl, { max: 2 })
  await owner.query(`update authority set demonstration = true where id = 937`)
  for (const [id, word] of [
    [admin, 'admin'],
    [other, 'other']
  ]) {
    await owner.query(
      `insert into person (id, kind, name, email, demo_word) values ($1, 'professional', $2, $2 || '@council.example', $2)`,
      [id, word]
    )
    await owner.query(
      `insert into appointment (id, person_id, role, authority_id, starts) values ($1, $2, 'administrator', 937, '2020-01-01')`,
      [newId(), id]
    )
  }
  served = await serveFor(db, today.toString())
})
afterAll(async () => {
  await served.close()
  await app.close()
  await owner.end()
  await db.drop()
})

const sessionsOf = async (person: string) =>
  (
    await owner.query(
      `select id, browser from app.session where person_id = $1 and closed_at is null order by opened_at`,
      [person]
    )
  ).rows
const signedOut = async (visitor: Visitor) => (await visitor.get('/account')).goes === '/sign-in?next=%2Faccount'

describe('one’s own sessions', () => {
  it('are listed by their browser, and end one by one or all but this', async () => {
    const [here, there, elsewhere, stranger] = await Promise.all(
      ['admin', 'admin', 'admin', 'other'].map(word => served.as(word))
    )
    if (!here || !there || !elsewhere || !stranger) throw new Error('Four have signed in.')
    const page = await here.get('/account/sessions')
    expect(page.html).toContain('An unknown browser: this one')
    expect(page.html.match(/End this: /g)).toHaveLength(2)

    const [theirs] = await sessionsOf(other)
    expect((await here.post('/account/sessions', { session: theirs.id })).goes).toBe('/account/sessions')
    expect(await signedOut(stranger)).toBe(false)

    const [one] = /name="session" value="[0-9a-f-]{36}"/.exec(page.html) ?? ['']
    await here.post('/account/sessions', { session: one.slice(22, -1) })
    expect((await sessionsOf(admin)).length).toBe(2)
    await here.post('/account/sessions', { session: 'others' })
    expect(await Promise.all([here, there, elsewhere, stranger].map(signedOut))).toEqual([false, true, true, false])
    expect((await here.post('/account/sessions', { session: 'x' })).status).toBe(200)
  })
})

describe('a browser that was never used before', () => {
  const signInBy = (token: string) =>
    asPerson(app, { person: null, today }, tx => signInWith(tx, other, { token, name: 'Firefox on Windows' }))
  const told = async () =>
    (
      await owner.query(
        `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'tell of new browser'`
      )
    ).rows[0].n

  it('is told of by e-mail, but not the first one, and each once', async () => {
    await signInBy('first')
    await signInBy('first')
    expect(await told()).toBe(0)
    await signInBy('second')
    await signInBy('second')
    await signInBy('first')
    expect(await told()).toBe(1)
    const { rows } = await owner.query('select string_agg(b::text, $1) as kept from app.known_browser b', [' '])
    expect(rows[0].kept).not.toContain('second')
  })
})

describe('exports, permissions and the ways to sign in', () => {
  const earlier = (minutes: number) =>
    owner.query(`update app.session set proved_at = clock_timestamp() - make_interval(mins => $1::int)`, [minutes])

  it.each(['/people/new', '/children.csv?state=late', '/account/authenticator'])(
    'ask for a new sign-in at %s where the last was long ago, and lead back to the very place',
    async path => {
      const visitor = await served.as('admin')
      await earlier(14)
      expect((await visitor.get(path)).status).toBe(200)
      await earlier(16)
      expect((await visitor.get(path)).goes).toBe(`/sign-in?again=yes&next=${encodeURIComponent(path)}`)
      expect((await visitor.get('/children')).status).toBe(200)
      const again = await visitor.post('/demo/sign-in', { person: 'admin', next: path }, '/demo')
      expect(again.goes).toBe(path)
      expect((await visitor.get(path)).status).toBe(200)
    }
  )

  it('take the form that was opened in time, and no other', async () => {
    const visitor = await served.as('admin')
    const form = new URLSearchParams({
      name: '',
      _csrf: /name="_csrf" value="([^"]*)"/.exec((await visitor.get('/people/new')).html)?.[1] ?? ''
    })
    const post = () => visitor.open('/people/new', { method: 'POST', body: form })
    await earlier(44)
    expect((await post()).status).toBe(422)
    await earlier(46)
    expect((await post()).headers.get('location')).toBe('/sign-in?again=yes&next=%2Fpeople%2Fnew')
  })

  it('write no export on record that did not happen', async () => {
    const visitor = await served.as('admin')
    await earlier(16)
    const exports = async () =>
      (await owner.query(`select count(*)::int as n from audit_event where action = 'export: list of children'`))
        .rows[0].n
    const before = await exports()
    await visitor.get('/children.csv')
    expect(await exports()).toBe(before)
  })
})
