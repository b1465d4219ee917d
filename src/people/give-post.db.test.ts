import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { loadDemonstration } from '../demo/load.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

const today = '2026-11-23'
let db: TestDatabase
let owner: pg.Client
let served: Served
let admin: Visitor
let app: ReturnType<typeof openDatabase>

beforeAll(async () => {
  db = await testDatabase()
  await loadDemonstration(db.ownerUrl, Temporal.PlainDate.from(today))
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  served = await serveFor(db, today)
  admin = await served.as('admin')
  app = openDatabase(db.appUrl, { max: 2 })
})
afterAll(async () => {
  await served.close()
  await app.close()
  await owner.end()
  await db.drop()
})

const children = (person: string, day = today) =>
  asPerson(app, { person, today: Temporal.PlainDate.from(day) }, async tx =>
    (await tx.selectFrom('child').select('id').execute()).map(({ id }) => id)
  )
const posts = async () => (await owner.query('select count(*)::int as n from appointment')).rows[0].n
const personAt = async (email: string) =>
  (await owner.query('select id from person where email = $1', [email])).rows[0]?.id ?? null
const postOf = async (email: string): Promise<string> =>
  (
    await owner.query(
      `select a.id from appointment a join person p on p.id = a.person_id where p.email = $1 and a.revoked_at is null`,
      [email]
    )
  ).rows[0].id
const boxes = (name: string, iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-year`]: year, [`${name}-month`]: month, [`${name}-day`]: day }
}
const teacher = {
  name: 'Noor Bashir',
  email: 'Noor.Bashir@ardenbury.example',
  role: 'designated-teacher',
  setting: '900030',
  team: '',
  ...boxes('from', today)
}

describe('a post is given', () => {
  it('first shows what it would open, and changes nothing; then the teacher sees the children of that school and no others', async () => {
    const before = await posts()
    const shown = await admin.post('/people/new', teacher)
    expect(shown.status).toBe(200)
    expect(shown.html).toContain('Check before you add them')
    expect(await posts()).toBe(before)
    const [, count] = /will see <strong>(\d+) children<\/strong>/.exec(shown.html) ?? []
    expect(shown.html).toContain(`this person gains ${count} children.`)

    const given = await admin.post('/people/new', { ...teacher, sure: 'yes' })
    expect([given.status, given.goes]).toEqual([303, '/people'])
    const person = await personAt('noor.bashir@ardenbury.example')
    const theirs = await children(person)
    expect(theirs.length).toBe(Number(count))
    const { rows } = await owner.query(
      `select distinct e.child_id as id from enrolment e join setting s on s.id = e.setting_id
        where s.urn = 900030 and e.authority_id = 990 and e.starts <= $1 and (e.ends is null or e.ends > $1)`,
      [today]
    )
    expect(new Set(theirs)).toEqual(new Set(rows.map(({ id }) => id)))
    const { rows: mails } = await owner.query(`select kind, words from outbox where to_person = $1`, [person])
    expect(mails.map(({ kind }) => kind)).toEqual(['post given'])
    expect(mails[0].words).not.toContain('Noor')
  })

  it('a second post that shows the same children gains none, and its end loses none', async () => {
    const email = 'noor.bashir@ardenbury.example'
    const again = { ...teacher, email, role: 'administrator', setting: '', ...boxes('from', '2026-12-01') }
    const shown = await admin.post('/people/new', again)
    const all = (await children((await owner.query(`select id from person where demo_word = 'admin'`)).rows[0].id))
      .length
    const theirs = (await children(await personAt(email))).length
    expect(shown.html).toContain(`gains ${all - theirs} children.`)
    expect((await children(await personAt(email))).length).toBe(theirs)
    await admin.post('/people/new', { ...again, ...boxes('from', today), sure: 'yes' })
    const { rows } = await owner.query(
      `select a.id, a.role from appointment a join person p on p.id = a.person_id where p.email = $1 order by a.role`,
      [email]
    )
    expect((await admin.get(`/people/posts/${rows[1].id}`)).html).toContain('sees the same children as before')
    expect((await admin.get(`/people/posts/${rows[0].id}`)).html).toContain(`loses ${all - theirs} children`)
    await owner.query(`delete from appointment where id = $1`, [rows[0].id])
  })

  it('who works with another council already keeps the one account, and its name', async () => {
    const email = (await owner.query(`select email from person where demo_word = 'dt-elsewhere'`)).rows[0].email
    const { rows } = await owner.query('select id, name from person where email = $1', [email])
    const asked = { ...teacher, name: 'Another Name', email, setting: '900030' }
    expect((await admin.post('/people/new', asked)).html).toContain(`in the name of ${rows[0].name}`)
    expect((await admin.post('/people/new', { ...asked, sure: 'yes' })).status).toBe(303)
    expect((await owner.query('select id, name from person where email = $1', [email])).rows).toEqual(rows)
  })

  it.each([
    ['no name', { name: '' }, 'Enter their name.'],
    ['no address', { email: 'noor at school' }, 'is not an e-mail address'],
    ['a letter of another script', { email: 'nооr@ardenbury.example' }, 'is not a letter of an ordinary address'],
    ['no role', { role: 'carer' }, 'Choose what they do.'],
    ['a school that nobody knows', { setting: '123456' }, 'No open school is found by “123456”'],
    ['a name of several schools', { setting: 'a' }, 'Several schools are found.'],
    ['a manager of no team', { role: 'team-manager' }, 'Choose the team that they manage.'],
    ['a first day in the past', boxes('from', '2026-11-22'), 'The first day cannot be in the past'],
    ['an end before the start', boxes('until', '2026-11-20'), 'The last day must not be before the first.'],
    ['the same post twice', { email: 'priya.raman@ardenbury.example' }, 'has this post already']
  ])('%s: says what is wrong, and nothing is changed', async (_, wrong, words) => {
    const before = await posts()
    const asked = { ...teacher, email: 'somebody.new@ardenbury.example', sure: 'yes', ...wrong }
    const refused = await admin.post('/people/new', asked)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(words)
    expect(await posts()).toBe(before)
    expect(await personAt('somebody.new@ardenbury.example')).toBeNull()
  })

  it('an address of a family is not for a post, and no name is told', async () => {
    const { rows } = await owner.query(
      `select name, email from person where kind = 'family' and email is not null limit 1`
    )
    const refused = await admin.post('/people/new', { ...teacher, email: rows[0].email, sure: 'yes' })
    expect(refused.html).toContain('belongs to somebody who is not staff')
    expect(refused.html.replaceAll(rows[0].email, '')).not.toContain(rows[0].name)
  })
})

describe('a post ends', () => {
  it('this minute: the children are gone, and so is every open session', async () => {
    const person = await personAt('noor.bashir@ardenbury.example')
    const noor = await served.as(person)
    expect((await noor.get('/')).status).toBe(200)
    const post = await postOf('noor.bashir@ardenbury.example')
    expect((await admin.get(`/people/posts/${post}`)).html).toMatch(/Shows today.*this person loses \d+ children\./s)
    expect((await admin.post(`/people/posts/${post}`, { when: 'now' })).status).toBe(303)
    expect(await children(person)).toEqual([])
    expect((await noor.get('/')).goes).toContain('/sign-in')
    expect((await admin.get(`/people/posts/${post}`)).status).toBe(404)
  })

  it('with a last day: still there on it, gone the day after', async () => {
    await admin.post('/people/new', { ...teacher, email: 'last.day@ardenbury.example', sure: 'yes' })
    const post = await postOf('last.day@ardenbury.example')
    const ended = await admin.post(`/people/posts/${post}`, { when: 'on', ...boxes('until', '2026-12-18') })
    expect(ended.status).toBe(303)
    const person = await personAt('last.day@ardenbury.example')
    expect((await children(person, '2026-12-18')).length).toBeGreaterThan(0)
    expect(await children(person, '2026-12-19')).toEqual([])
  })

  it('not one’s own as administrator, and not without saying when', async () => {
    const { rows } = await owner.query(
      `select a.id from appointment a join person p on p.id = a.person_id where p.demo_word = 'admin' and a.role = 'administrator'`
    )
    const own = await admin.post(`/people/posts/${rows[0].id}`, { when: 'now' })
    expect([own.status, own.html.includes('You cannot end your own post as administrator')]).toEqual([422, true])
    const post = await postOf('priya.raman@ardenbury.example')
    expect((await admin.post(`/people/posts/${post}`, {})).html).toContain('Choose when it ends.')
  })

  it('another council’s posts, and anybody’s but an administrator’s hand, are out of reach', async () => {
    const { rows } = await owner.query(
      `select id from appointment where authority_id = 991 and role <> 'service' limit 1`
    )
    expect((await admin.get(`/people/posts/${rows[0].id}`)).status).toBe(404)
    for (const word of ['head', 'adviser', 'dt', 'manager']) {
      const one = await served.as(word)
      expect([word, (await one.get('/people/new')).status]).toEqual([word, 403])
    }
  })
})
