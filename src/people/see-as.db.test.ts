import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson, inTransaction } from '../db/transaction.ts'
import { loadDemonstration } from '../demo/load.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

const today = '2026-11-23'
let db: TestDatabase
let owner: pg.Client
let served: Served
let admin: Visitor
let app: ReturnType<typeof openDatabase>
let authority: number
let elsewhere: number

beforeAll(async () => {
  db = await testDatabase()
  await loadDemonstration(db.ownerUrl, Temporal.PlainDate.from(today))
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await owner.query('set row_security = off')
  served = await serveFor(db, today)
  app = openDatabase(db.appUrl, { max: 2 })
  admin = await served.as('admin')
  authority = await one(
    `select authority_id from appointment a join person p on p.id = a.person_id where p.demo_word = 'admin'`
  )
  elsewhere = await one('select id from authority where demonstration and id <> $1 limit 1', [authority])
})
afterAll(async () => {
  await served.close()
  await app.close()
  await owner.end()
  await db.drop()
})

const rows = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows
// biome-ignore lint/suspicious/noExplicitAny: a value of a test's own SQL
const one = async (sql: string, values: unknown[] = []): Promise<any> =>
  Object.values((await rows(sql, values))[0] ?? {})[0]
const idOf = (word: string) => one('select id from person where demo_word = $1', [word])
const begin = async (word: string) => admin.post(`/people/${await idOf(word)}/see-as`, {})
const end = () => admin.post('/see-as/end', {}, '/')
const childrenOf = async (person: string) =>
  asPerson(app, { person, today: Temporal.PlainDate.from(today) }, async tx =>
    (await tx.selectFrom('child').select(['id', 'authority_id']).execute()).map(({ id }) => id)
  )
const linkedChildren = (html: string) =>
  new Set([...html.matchAll(/href="\/children\/([0-9a-f-]{36})/g)].map(([, id]) => id ?? ''))
/** All that the rows hold in a preview, asked of the database itself. */
const seenBy = async (seer: string, colleague: string, of = authority) =>
  inTransaction(
    app,
    `select set_config('app.person', '${colleague}', true), set_config('app.today', '${today}', true),
      set_config('app.seen_by', '${seer}', true), set_config('app.seen_in', '${of}', true)`,
    async tx => (await tx.selectFrom('child').select('id').execute()).map(({ id }) => id)
  )

describe('a preview', () => {
  it('says first what it is; then every page is the colleague’s, under a banner', async () => {
    const dt = await idOf('dt')
    const { name } = (await rows('select name from person where id = $1', [dt]))[0]
    const before = await admin.get(`/people/${dt}/see-as`)
    expect(before.html).toContain(`See as ${name}`)
    expect(before.html).toContain('Nothing that you press is done')
    const begun = await begin('dt')
    expect([begun.status, begun.goes]).toEqual([303, '/'])
    const theirs = await childrenOf(dt)
    const { html } = await admin.get('/children')
    expect(html).toContain(`You see what ${name} sees`)
    expect(theirs.length).toBeGreaterThan(0)
    for (const id of linkedChildren(html)) expect(theirs).toContain(id)
    expect(linkedChildren(html).size).toBeGreaterThan(0)
    expect((await admin.get('/people')).status).toBe(403)
  })

  it('puts each page on the administrator’s record, with the children that were seen', async () => {
    const [child = ''] = linkedChildren((await admin.get('/children')).html)
    expect((await admin.get(`/children/${child}`)).status).toBe(200)
    const [deed] = await rows(
      `select person_id, role, child_id, reason, payload from audit_event where action = 'see: child' order by n desc limit 1`
    )
    expect(deed).toEqual({
      person_id: await idOf('admin'),
      role: 'administrator',
      child_id: child,
      reason: 'preview of what a colleague sees',
      payload: { as: await idOf('dt') }
    })
    const listed = await one(
      `select ids from audit_event where action = 'see: list of children' order by n desc limit 1`
    )
    expect(listed).toContain(child)
    expect(await one(`select count(*)::int from audit_event where person_id = $1`, [await idOf('dt')])).toBe(0)
  })

  it('opens none of the colleague’s own pages, no file, and nothing that the administrator may not open', async () => {
    const pep = await one(
      `select p.id from pep p where p.child_id = any($1) and p.state in ('planned', 'in-progress') limit 1`,
      [await childrenOf(await idOf('dt'))]
    )
    expect((await admin.get(`/peps/${pep}`)).status).toBe(200)
    for (const path of [
      '/account',
      '/account/sessions',
      '/messages',
      '/children.csv',
      '/session/drafts/7f0c2f8e-3a54-4b4c-9a55-0d6f3f0a1b2c',
      '/concerns',
      '/parked'
    ]) {
      const got = await admin.get(path)
      expect(got.status, path).toBe(403)
      expect(got.html, path).toContain('Not in a preview')
    }
  })

  it('does nothing: every post and every save is refused, by raw HTTP too', async () => {
    const pep = await one(
      `select p.id from pep p where p.child_id = any($1) and p.state in ('planned', 'in-progress') limit 1`,
      [await childrenOf(await idOf('dt'))]
    )
    const counts = () =>
      rows(
        'select (select count(*) from answer_version) as answers, (select count(*) from appointment) as posts, (select count(*) from parked_post) as parked'
      )
    const before = await counts()
    for (const path of [
      `/peps/${pep}/sections/F`,
      `/peps/${pep}/submit`,
      '/people/new',
      '/messages',
      '/session',
      '/account/password'
    ]) {
      const refused = await admin.post(path, { 'F.1': 'written in a preview', sure: 'yes' }, '/')
      expect(refused.status, path).toBe(403)
    }
    const saved = await admin.put(`/peps/${pep}/answers/F.1`, { value: 'x', base: 0, mutation: newId() })
    expect(saved.status).toBe(401)
    expect((await admin.open(`/peps/${pep}/events`)).status).toBe(401)
    expect(await counts()).toEqual(before)
    const refusals = await one(
      `select count(*)::int from audit_event where person_id = $1 and outcome = 'refused' and reason like 'preview:%'`,
      [await idOf('admin')]
    )
    expect(refusals).toBeGreaterThan(6)
  })

  it('could not write even if a page tried: its transaction is read-only', async () => {
    const hash = await one('select token_hash from app.preview where ended_at is null')
    const attempt = inTransaction(app, `select app.look('\\x${hash.toString('hex')}', '${today}', false)`, tx =>
      tx.updateTable('outbox').set({ read_at: '2026-11-23T00:00:00Z' }).execute()
    )
    await expect(attempt).rejects.toThrow(/read-only transaction/)
  })

  it('ends by its button, and the administrator is themselves again', async () => {
    const ended = await end()
    expect([ended.status, ended.goes]).toEqual([303, '/people'])
    const { html, status } = await admin.get('/people')
    expect(status).toBe(200)
    expect(html).not.toContain('You see what')
    const deeds = await rows(
      `select action from audit_event where action like '% a preview' and outcome = 'done' order by n`
    )
    expect(deeds.map(({ action }) => action)).toEqual(['begin a preview', 'end a preview'])
  })

  it('ends by itself after a quarter of an hour: nothing is posted unaware, and the next page says so', async () => {
    await begin('sw')
    await owner.query(`update app.preview set until = now() - interval '1 second'`)
    expect((await admin.post('/people/new', {}, '/privacy')).status).toBe(403)
  })

  it('the next page after that says so, and is one’s own', async () => {
    await end()
    await begin('sw')
    await owner.query(`update app.preview set until = now() - interval '1 second'`)
    const over = await admin.get('/')
    expect([over.status, over.goes]).toEqual([303, '/people'])
    expect((await admin.get('/people')).html).toContain('The preview has ended')
  })
})

describe('it never widens', () => {
  it.each(['dt', 'sw', 'adviser', 'manager', 'iro', 'dt-elsewhere', 'sw-no-school'])(
    'seen as %s there are the children whom both see, and no others',
    async word => {
      const [seer, colleague] = [await idOf('admin'), await idOf(word)]
      const [mine, theirs] = [await childrenOf(seer), await childrenOf(colleague)]
      expect(new Set(await seenBy(seer, colleague))).toEqual(new Set(theirs.filter(id => mine.includes(id))))
    }
  )

  it('a teacher of two councils is shown with this council’s children only', async () => {
    const teacher = newId()
    await owner.query(
      `insert into person (id, kind, name, demo_word) values ($1, 'professional', 'A teacher of two councils', 'dt-of-two')`,
      [teacher]
    )
    const { rows: schools } = await owner.query(
      `select distinct on (authority_id) authority_id, setting_id from enrolment where authority_id in ($1, $2) and starts <= $3 and ends is null`,
      [authority, elsewhere, today]
    )
    for (const { authority_id, setting_id } of schools)
      await owner.query(
        `insert into appointment (id, person_id, role, authority_id, setting_id, starts) values ($1, $2, 'designated-teacher', $3, $4, '2020-01-01')`,
        [newId(), teacher, authority_id, setting_id]
      )
    const all = await childrenOf(teacher)
    const seen = await seenBy(await idOf('admin'), teacher)
    const [authorities] = await rows('select array_agg(distinct authority_id) as of from child where id = any($1)', [
      all
    ])
    expect(authorities?.of).toHaveLength(2)
    const [shown] = await rows('select array_agg(distinct authority_id) as of from child where id = any($1)', [seen])
    expect(shown?.of).toEqual([authority])
    await begin('dt-of-two')
    const foreign = all.find(id => !seen.includes(id))
    expect((await admin.get(`/children/${foreign}`)).status).toBe(404)
    const { html } = await admin.get('/')
    expect([...linkedChildren(html)].filter(id => !seen.includes(id))).toEqual([])
    await end()
  })

  it('a restricted child that the administrator may not see stays hidden, though the colleague is named', async () => {
    const [{ child_id: child, person_id: reader }] = await rows(
      `select r.child_id, r.person_id from restricted_reader r join child c on c.id = r.child_id join appointment a on a.person_id = r.person_id
        where r.revoked_at is null and c.authority_id = $1 and a.role in ('social-worker', 'adviser', 'designated-teacher') and a.revoked_at is null
          and not exists (select from restricted_reader x join person p on p.id = x.person_id where x.child_id = r.child_id and p.demo_word = 'admin') limit 1`,
      [authority]
    )
    expect(await childrenOf(reader)).toContain(child)
    expect(await seenBy(await idOf('admin'), reader)).not.toContain(child)
  })

  it('nobody is seen as an administrator, the head, oneself, a family, or somebody of another council', async () => {
    for (const word of ['head', 'admin']) {
      const id = await idOf(word)
      expect((await admin.get(`/people/${id}/see-as`)).html).toContain('is not shown to a colleague')
      expect((await admin.post(`/people/${id}/see-as`, {}, '/see-as/end')).status).toBe(422)
    }
    for (const word of ['parent', 'carer', 'child']) expect((await begin(word)).status).toBe(404)
    const foreign = await one(
      `select a.person_id from appointment a where a.authority_id = $1 and a.role <> 'service'
          and not exists (select from appointment x where x.person_id = a.person_id and x.authority_id = $2) limit 1`,
      [elsewhere, authority]
    )
    expect((await admin.get(`/people/${foreign}/see-as`)).status).toBe(404)
    expect(await one('select count(*)::int from app.preview where ended_at is null')).toBe(0)
  })

  it('somebody who becomes the head meanwhile is not seen any more', async () => {
    await begin('adviser')
    expect((await admin.get('/')).html).toContain('You see what')
    await owner.query(
      `insert into appointment (id, person_id, role, authority_id, starts) values ($1, $2, 'virtual-school-head', $3, '2020-01-01')`,
      [newId(), await idOf('adviser'), authority]
    )
    expect((await admin.get('/')).goes).toBe('/people')
    await owner.query(`delete from appointment where person_id = $1 and role = 'virtual-school-head'`, [
      await idOf('adviser')
    ])
  })

  it('whoever is no administrator begins none', async () => {
    for (const word of ['head', 'dt', 'sw']) {
      const visitor = await served.as(word)
      const tried = await visitor.post(`/people/${await idOf('iro')}/see-as`, {}, '/privacy')
      expect([403, 404]).toContain(tried.status)
    }
  })
})

describe('every page that a colleague is led to', () => {
  it.each(['dt', 'sw', 'adviser'])('answers in a preview as %s: it opens, or says that it is not shown', async word => {
    await begin(word)
    const [ahead, seen] = [['/'], new Set<string>()]
    const odd: string[] = []
    for (let path = ahead.shift(); path && seen.size < 150; path = ahead.shift()) {
      const kind = path.replaceAll(/[0-9a-f-]{36}/g, '…').replace(/\?.*/, '')
      if ([...seen].filter(one => one === kind).length > 0) continue
      seen.add(kind)
      const { status, html } = await admin.get(path)
      if (![200, 303, 403].includes(status)) odd.push(`${path}: ${status}`)
      if (status === 200 && !html.includes('You see what')) odd.push(`${path}: no banner`)
      for (const [, href = ''] of html.matchAll(/href="(\/[^"#]*)/g))
        if (!/^\/(assets|sign-out|demo|dev)\b/.test(href)) ahead.push(href.replaceAll('&amp;', '&'))
    }
    expect(odd).toEqual([])
    expect(seen.size).toBeGreaterThan(10)
    await end()
  })
})
