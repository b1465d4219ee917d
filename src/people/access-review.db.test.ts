import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { loadDemonstration } from '../demo/load.ts'
import type { JobService } from '../jobs/job.ts'
import { testConfig, testJobService } from '../jobs/testing/job-service.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import { reviewAccess } from './jobs/review-access.ts'

const today = '2026-09-02'
let db: TestDatabase
let owner: pg.Client
let served: Served
let admin: Visitor
let head: Visitor
let job: JobService
let app: ReturnType<typeof openDatabase>
let authority: number

beforeAll(async () => {
  db = await testDatabase()
  await loadDemonstration(db.ownerUrl, Temporal.PlainDate.from('2026-11-23'))
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await owner.query('set row_security = off')
  served = await serveFor(db, today)
  job = await testJobService(db.appUrl, testConfig())
  app = openDatabase(db.appUrl, { max: 2 })
  authority = await one(
    `select authority_id from appointment a join person p on p.id = a.person_id where p.demo_word = 'admin'`
  )
  admin = await served.as('admin')
  head = await served.as('head')
})
afterAll(async () => {
  await served.close()
  await job.mailer.close()
  await job.database.close()
  await app.close()
  await owner.end()
  await db.drop()
})

const rows = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows
// biome-ignore lint/suspicious/noExplicitAny: a value of a test's own SQL
const one = async (sql: string, values: unknown[] = []): Promise<any> =>
  Object.values((await rows(sql, values))[0] ?? {})[0]
const night = (day: string, of = authority) =>
  reviewAccess({ authority: of, date: day }, { ...job, today: () => Temporal.PlainDate.from(day) })
const idOf = (word: string) => one('select id from person where demo_word = $1', [word])
const told = async (kind: string) =>
  (
    await rows(
      `select p.demo_word as word, o.event_key as key, o.subject, o.words from outbox o join person p on p.id = o.to_person where o.kind = $1 order by 1, o.made_at`,
      [kind]
    )
  ).map(({ word, key }) => `${word} ${key.split(' ').slice(4, -1).join(' ')}`)
const sees = (person: string, day = today) =>
  asPerson(
    app,
    { person, today: Temporal.PlainDate.from(day) },
    async tx => (await tx.selectFrom('child').select('id').execute()).length
  )

describe('the review of a term', () => {
  it('is not there before one has been opened', async () => {
    expect((await admin.get('/people/review')).html).toContain('No review has been opened yet')
  })

  it('opens with the term, once, and waits in the administrator’s list', async () => {
    for (const day of ['2026-08-31', today, today]) await night(day)
    expect(
      await rows('select term, year, due::text, finished_on from access_review where authority_id = $1', [authority])
    ).toEqual([{ term: 'autumn', year: '2026-27', due: '2026-10-23', finished_on: null }])
    expect((await admin.get('/')).html).toMatch(/\d+ people’s access is to be reviewed/)
  })

  it('lists everybody with access: role, last sign-in, and the children whom they reach', async () => {
    const { status, html } = await admin.get('/people/review')
    expect(status).toBe(200)
    expect(html).toContain('23 October 2026')
    for (const word of ['head', 'dt', 'sw']) {
      const { name } = (await rows('select name from person where demo_word = $1', [word]))[0]
      const all = [
        html,
        (await admin.get('/people/review?page=2')).html,
        (await admin.get('/people/review?page=3')).html
      ].join()
      const row = all.split('<tr').find(part => part.includes(name))
      const reach = await sees(await idOf(word))
      expect(row).toMatch(new RegExp(`>${reach}</td>`))
    }
  })

  it('reminds by the ladder: the administrator before and when it is late, the head last', async () => {
    for (const day of ['2026-10-10', '2026-10-12', '2026-10-12', '2026-10-13', '2026-10-19', '2026-10-23'])
      await night(day)
    expect(await told('access to review')).toEqual(['admin before 10', 'admin before 5', 'admin before 1'])
    for (const day of ['2026-10-26', '2026-10-27', '2026-11-03', '2026-11-09', '2026-11-10']) await night(day)
    expect(await told('access not reviewed')).toEqual(['admin late', 'head head'])
    for (const { subject, words } of await rows(`select subject, words from outbox where kind like 'access%'`))
      expect(subject + words).not.toMatch(/\d+ (people|child)/)
  })

  it('keeps several at once, and says who kept them and when', async () => {
    const [dt, sw] = [await idOf('dt'), await idOf('sw')]
    const kept = await admin.postAll('/people/review', { do: 'keep', person: [dt, sw] })
    expect([kept.status, kept.goes]).toEqual([303, '/people/review'])
    const { html } = await admin.get('/people/review?shown=done')
    const admins = await one('select name from person where demo_word = $1', ['admin'])
    expect(html.split('<tr').filter(row => row.includes('Kept') && row.includes(admins))).toHaveLength(2)
    expect(await one(`select count(*)::int from audit_event where action = 'keep access in a review'`)).toBe(1)
    expect(await sees(dt)).toBeGreaterThan(0)
  })

  it('before it ends somebody’s access it says what they lose; then they are gone the same minute', async () => {
    const leaver = await idOf('sw-no-school')
    const reach = await sees(leaver)
    const theirs = await served.as('sw-no-school')
    const asked = await admin.postAll('/people/review', { do: 'end', person: [leaver] })
    expect(asked.status).toBe(200)
    expect(asked.html).toContain(`loses ${reach} child`)
    expect(await sees(leaver)).toBe(reach)
    const ended = await admin.postAll('/people/review', { do: 'end', person: [leaver], sure: 'yes' })
    expect(ended.status).toBe(303)
    expect((await theirs.get('/')).goes).toContain('/sign-in')
    const posts = await one(
      `select count(*)::int from appointment where person_id = $1 and authority_id = $2 and revoked_at is null`,
      [leaver, authority]
    )
    expect(posts).toBe(0)
    expect((await admin.get('/people/review?shown=done')).html).toContain('Ended')
  })

  it.each([
    ['nobody', [], 'Choose at least one person'],
    ['somebody of another council', ['7f0c2f8e-3a54-4b4c-9a55-0d6f3f0a1b2c'], 'Choose at least one person']
  ])('%s: is refused, and nothing is changed', async (_, person, words) => {
    const before = await one('select count(*)::int from access_answer')
    const refused = await admin.postAll('/people/review', { do: 'keep', person })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(words)
    expect(await one('select count(*)::int from access_answer')).toBe(before)
  })

  it('one’s own access is not ended, and the head looks but does not answer', async () => {
    const own = await admin.postAll('/people/review', { do: 'end', person: [await idOf('admin')], sure: 'yes' })
    expect(own.status).toBe(422)
    expect(own.html).toContain('You cannot end your own access')
    expect((await head.get('/people/review')).status).toBe(200)
    expect((await head.postAll('/people/review', { do: 'keep', person: [await idOf('adviser')] })).status).toBe(403)
  })

  it('is finished once nobody waits', async () => {
    for (let left = 5; left > 0; left--) {
      const { html } = await admin.get('/people/review')
      const person = [...html.matchAll(/name="person" value="([^"]+)"/g)].map(([, id]) => id ?? '')
      if (person.length > 0) await admin.postAll('/people/review', { do: 'keep', person })
    }
    expect((await admin.get('/people/review')).html).toContain('2 September 2026')
    expect((await admin.get('/')).html).not.toContain('is to be reviewed')
  })
})

describe('an account that nobody uses', () => {
  const teacher = newId()

  beforeAll(async () => {
    await owner.query(
      `insert into person (id, kind, name, email, demo_word) values ($1, 'professional', 'Tamsin Quill', 'tamsin.quill@ardenbury.example', 'quill')`,
      [teacher]
    )
    const setting = await one(
      `select e.setting_id from enrolment e where e.authority_id = $1 and e.main and e.starts <= '2026-11-23' and e.ends is null
          and exists (select from care_period c where c.child_id = e.child_id and c.ends is null) limit 1`,
      [authority]
    )
    await owner.query(
      `update appointment set revoked_at = clock_timestamp() where setting_id = $1 and role = 'designated-teacher'`,
      [setting]
    )
    await owner.query(
      `insert into appointment (id, person_id, role, authority_id, setting_id, starts) values ($1, $2, 'designated-teacher', $3, $4, '2025-09-01')`,
      [newId(), teacher, authority, setting]
    )
    // The others have all just signed in.
    await owner.query(
      `insert into app.account (person_id, signed_in_on) select id, '2026-11-20' from person where id <> $1
         on conflict (person_id) do update set signed_in_on = '2026-11-20'`,
      [teacher]
    )
  })

  it('of a demonstration never sleeps', async () => {
    await night('2026-11-20')
    expect(await rows(`select 1 from outbox where kind = 'account unused'`)).toEqual([])
  })

  it('is told a fortnight before, once, and suspended then, with its sessions', async () => {
    const open = await served.as('quill')
    await owner.query(`update app.account set signed_in_on = '2026-08-01' where person_id = $1`, [teacher])
    await owner.query('update authority set demonstration = false where id = $1', [authority])
    for (const day of ['2026-11-20', '2026-11-21', '2026-12-03']) await night(day)
    const mails = await rows(`select to_person, subject, words from outbox where kind = 'account unused'`)
    expect(mails.map(mail => mail.to_person)).toEqual([teacher])
    expect(mails[0].subject).toContain('before Friday 4 December 2026')
    expect(mails[0].words).not.toContain('Quill')
    expect((await open.get('/')).status).toBe(200)
    await night('2026-12-04')
    expect((await open.get('/')).goes).toContain('/sign-in')
    await owner.query('update authority set demonstration = true where id = $1', [authority])
  })

  it('lets nobody in but by a fresh link, and its work counts as nobody’s', async () => {
    const visitor = served.someone()
    const tried = await visitor.post('/demo/sign-in', { person: 'quill' }, '/demo')
    expect(tried.status).toBe(422)
    expect((await visitor.get('/')).goes).toContain('/sign-in')
    await expect(
      asPerson(app, { person: null, today: Temporal.PlainDate.from(today) }, tx =>
        tx
          .selectNoFrom(({ fn, val }) =>
            fn('app.begin_session', [val(Buffer.alloc(32)), val(teacher), val(''), val(true)]).as('x')
          )
          .execute()
      )
    ).rejects.toThrow(/suspended/)
    const { html } = await admin.get('/')
    expect(html).toContain('1 account is suspended')
    expect(html).toMatch(/settings? (has|have) no designated teacher/)
    expect((await admin.get('/people?suspended=yes')).html).toContain('Tamsin Quill')
  })

  it('comes back by a link by e-mail', async () => {
    const token = 'a-link-of-the-test'
    const { linkDigest } = await import('./one-time-link.ts')
    await owner.query(
      `insert into app.one_time_link (token_hash, person_id, purpose, expires_at) values ($1, $2, 'sign-in', now() + interval '10 minutes')`,
      [linkDigest(token), teacher]
    )
    const visitor = served.someone()
    expect((await visitor.post(`/sign-in/link/${token}`, {})).status).toBe(303)
    expect((await visitor.get('/')).status).toBe(200)
    expect(await one(`select count(*)::int from audit_event where action = 'come back to a suspended account'`)).toBe(1)
    expect((await admin.get('/')).html).not.toContain('account is suspended')
  })

  it('or is let in again by the administrator, with a fortnight to sign in', async () => {
    await owner.query(`update app.account set suspended_on = '2026-11-01' where person_id = $1`, [teacher])
    const post = await one('select id from appointment where person_id = $1', [teacher])
    expect((await admin.get(`/people/posts/${post}`)).html).toContain('This account is suspended')
    expect((await admin.post(`/people/posts/${post}`, { admit: 'yes' })).status).toBe(303)
    expect((await admin.post(`/people/posts/${post}`, { admit: 'yes' })).status).toBe(422)
    expect((await (await served.as('quill')).get('/')).status).toBe(200)
  })

  it('another council’s administrator neither suspends nor readmits', async () => {
    const stranger = newId()
    await owner.query(`insert into person (id, kind, name) values ($1, 'professional', 'An administrator elsewhere')`, [
      stranger
    ])
    await owner.query(
      `insert into appointment (id, person_id, role, authority_id, starts) values ($1, $2, 'administrator', 937, '2020-01-01')`,
      [newId(), stranger]
    )
    await asPerson(app, { person: stranger, today: Temporal.PlainDate.from(today) }, async tx => {
      const call = (name: string) => tx.selectNoFrom(({ fn, val }) => fn(name, [val(teacher)]).as('x')).execute()
      await call('app.warn_account')
      await call('app.suspend_account')
    })
    expect(await one('select suspended_on from app.account where person_id = $1', [teacher])).toBeNull()
  })
})
