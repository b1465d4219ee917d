import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { loadDemonstration } from '../demo/load.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

const today = '2026-11-23'
let db: TestDatabase
let owner: pg.Client
let served: Served
let app: ReturnType<typeof openDatabase>
let head: Visitor
let child: { id: string; care: string; first: string; last: string; born: string }
const headId = () => one(`select id from person where demo_word = 'head'`)

beforeAll(async () => {
  db = await testDatabase()
  await loadDemonstration(db.ownerUrl, Temporal.PlainDate.from(today))
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await owner.query('set row_security = off')
  const { rows } = await owner.query(
    `select c.id, r.care_system_id as care, c.first_name as first, c.last_name as last, c.date_of_birth::text as born
       from child c join child_record r on r.child_id = c.id where c.restricted and c.died_on is null and c.adopted_on is null limit 1`
  )
  child = rows[0]
  await owner.query(
    `delete from restricted_reader where child_id = $1 and person_id = (select id from person where demo_word = 'head')`,
    [child.id]
  )
  served = await serveFor(db, today)
  head = await served.as('head')
  app = openDatabase(db.appUrl, { max: 2 })
})
afterAll(async () => {
  await served.close()
  await app.close()
  await owner.end()
  await db.drop()
})

const one = async (sql: string, values: unknown[] = []): Promise<string> =>
  Object.values((await owner.query(sql, values)).rows[0] ?? {})[0] as string
const boxes = (iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { 'born-year': year, 'born-month': month, 'born-day': day }
}
const page = () => `/restricted/${child.id}`
const why = { reason: 'The police ask tonight which school has to be told.' }
const sees = (person: string, day = today) =>
  asPerson(
    app,
    { person, today: Temporal.PlainDate.from(day) },
    async tx => (await tx.selectFrom('child').select('id').where('id', '=', child.id).execute()).length === 1
  )

describe('before it is opened', () => {
  it('the head, not being named, sees nothing of the child', async () => {
    expect((await head.get(`/children/${child.id}`)).status).toBe(404)
    expect((await head.get('/children')).html).not.toContain(child.last)
  })

  it('it is found by a number or the whole name together with the birthday, and by nothing less', async () => {
    for (const wanted of [child.care, `${child.first} ${child.last}`.toUpperCase()]) {
      const found = await head.post('/restricted', { wanted, ...boxes(child.born) })
      expect([found.status, found.goes]).toEqual([303, page()])
    }
    for (const [wanted, born] of [
      [child.care, '2001-01-01'],
      [child.first, child.born],
      ['%', child.born]
    ] as const) {
      const found = await head.post('/restricted', { wanted, ...boxes(born) })
      expect(found.status).toBe(422)
      expect(found.html).toContain('No restricted record of your council')
    }
  })

  it('says which record it is and no name', async () => {
    const { status, html } = await head.get(page())
    expect(status).toBe(200)
    expect(html).toContain('the end of Monday 23 November 2026')
    expect(html).not.toContain(child.last)
  })

  it.each([
    ['nothing', ''],
    ['a word', 'police']
  ])('%s is no reason, and nothing is opened', async (_, reason) => {
    const refused = await head.post(page(), { reason })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Say in a sentence why')
    expect((await head.get(`/children/${child.id}`)).status).toBe(404)
  })
})

describe('whoever may not', () => {
  it('the head of another council finds and opens nothing: it is not there', async () => {
    const other = newId()
    await owner.query(
      `insert into person (id, kind, name, email, demo_word) values ($1, 'professional', 'A head elsewhere', 'head@elsewhere.example', 'head-elsewhere')`,
      [other]
    )
    const authority = await one(
      `select id from authority where demonstration and id <> (select authority_id from child where id = $1) limit 1`,
      [child.id]
    )
    await owner.query(
      `insert into appointment (id, person_id, role, authority_id, starts) values ($1, $2, 'virtual-school-head', $3, '2020-01-01')`,
      [newId(), other, authority]
    )
    const stranger = await served.as('head-elsewhere')
    expect((await stranger.post('/restricted', { wanted: child.care, ...boxes(child.born) })).status).toBe(422)
    expect((await stranger.get(page())).status).toBe(404)
    expect((await stranger.post(page(), why, '/restricted')).status).toBe(404)
    expect(await sees(other)).toBe(false)
    const opened = await asPerson(app, { person: other, today: Temporal.PlainDate.from(today) }, tx =>
      tx.selectFrom('break_glass').selectAll().execute()
    )
    expect(opened).toEqual([])
  })

  it('an administrator and an adviser cannot open it, by the page or by the database', async () => {
    for (const word of ['admin', 'adviser-bevan', 'dt']) {
      const visitor = await served.as(word)
      expect([403, 404]).toContain((await visitor.post(page(), why, '/privacy')).status)
    }
    const admin = await one(`select id from person where demo_word = 'admin'`)
    const attempt = asPerson(app, { person: admin, today: Temporal.PlainDate.from(today) }, tx =>
      tx
        .insertInto('break_glass')
        .values({
          id: newId(),
          authority_id: 990,
          child_id: child.id,
          person_id: admin,
          reason: 'by hand',
          day: today
        })
        .execute()
    )
    await expect(attempt).rejects.toThrow(/permission denied/)
  })
})

describe('opened', () => {
  it('shows the child, keeps the reason, and tells every administrator at once without a name', async () => {
    const opened = await head.post(page(), why)
    expect([opened.status, opened.goes]).toEqual([303, `/children/${child.id}`])
    expect((await head.get(`/children/${child.id}`)).html).toContain(child.last)
    const { rows: mails } = await owner.query(
      `select p.demo_word as word, o.subject, o.words from outbox o join person p on p.id = o.to_person where o.kind = 'restricted record opened'`
    )
    expect(mails.map(({ word }) => word)).toContain('admin')
    for (const { subject, words } of mails) expect(subject + words).not.toMatch(new RegExp(`${child.last}|police`))
    const { rows: deeds } = await owner.query(`select person_id, payload from audit_event where action = 'break glass'`)
    expect(deeds).toEqual([{ person_id: await headId(), payload: expect.objectContaining(why) }])
  })

  it('is listed for the administrator, who reads the reason and not the child', async () => {
    const admin = await served.as('admin')
    const { html } = await admin.get('/restricted')
    expect(html).toContain(why.reason)
    expect(html).toContain('Open until the end of Monday 23 November 2026')
    expect(html).not.toContain(child.last)
    expect((await admin.get(`/children/${child.id}`)).status).toBe(404)
  })

  it('opens nothing to anybody else', async () => {
    const others = await owner.query(
      `select id from person p where kind = 'professional' and demo_word <> 'head' and not exists (select from restricted_reader r where r.person_id = p.id)`
    )
    for (const { id } of others.rows) expect(await sees(id)).toBe(false)
  })

  it('lasts for this day only, and not after the post of head', async () => {
    const id = await headId()
    expect(await sees(id)).toBe(true)
    expect(await sees(id, '2026-11-24')).toBe(false)
    expect(await sees(id, '2026-11-22')).toBe(false)
    await owner.query('begin')
    await owner.query(`update appointment set ends = $1 where person_id = $2 and role = 'virtual-school-head'`, [
      today,
      id
    ])
    await owner.query('commit')
    expect(await sees(id)).toBe(false)
    await owner.query(`update appointment set ends = null where person_id = $1 and role = 'virtual-school-head'`, [id])
    expect(await sees(id)).toBe(true)
  })

  it('a second opening of what is open is refused', async () => {
    expect((await head.post(page(), why, '/restricted')).status).toBe(422)
    expect(await one('select count(*)::int from break_glass')).toBe(1)
  })

  it('the administrator closes it, and the child is gone the same minute', async () => {
    const admin = await served.as('admin')
    const id = await one('select id from break_glass')
    expect((await admin.post('/restricted', { close: id })).status).toBe(303)
    expect((await head.get(`/children/${child.id}`)).status).toBe(404)
    expect((await admin.get('/restricted')).html).toContain('Closed on')
    expect((await admin.post('/restricted', { close: id }, '/restricted')).status).toBe(422)
  })
})
