import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { loadDemonstration } from '../demo/load.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

const today = '2026-11-23'
let db: TestDatabase
let owner: pg.Client
let served: Served
let manager: Visitor
let app: ReturnType<typeof openDatabase>

beforeAll(async () => {
  db = await testDatabase()
  await loadDemonstration(db.ownerUrl, Temporal.PlainDate.from(today))
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  served = await serveFor(db, today)
  manager = await served.as('manager')
  app = openDatabase(db.appUrl, { max: 2 })
})
afterAll(async () => {
  await served.close()
  await app.close()
  await owner.end()
  await db.drop()
})

const idOf = async (word: string): Promise<string> =>
  (await owner.query('select id from person where demo_word = $1', [word])).rows[0].id
const children = async (person: string, day = today) =>
  new Set(
    await asPerson(app, { person, today: Temporal.PlainDate.from(day) }, async tx =>
      (await tx.selectFrom('child').select('id').execute()).map(({ id }) => id)
    )
  )
/** A colleague of the same team who covers for nobody yet. */
async function colleague(): Promise<string> {
  const { rows } = await owner.query(
    `select p.id from person p join appointment a on a.person_id = p.id and a.role = 'social-worker' and a.revoked_at is null
      where a.team_id = (select team_id from appointment where person_id = $1 and role = 'social-worker') and p.id <> $1
        and not exists (select from stand_in s where s.cover_person_id = p.id and s.revoked_at is null) order by p.id limit 1`,
    [await idOf('sw')]
  )
  return rows[0].id
}
const dates = (from: string, until: string) => {
  const [y, m, d] = from.split('-')
  const [uy, um, ud] = until.split('-')
  const box = (name: string, parts: (string | undefined)[]) =>
    Object.fromEntries(['year', 'month', 'day'].map((part, at) => [`${name}-${part}`, parts[at] ?? '']))
  return { ...box('from', [y, m, d]), ...box('until', [uy, um, ud]) }
}

it('a cover sees the absent colleague’s children from the first day to the last, and not the minute after it is ended', async () => {
  const [absent, cover] = [await idOf('sw'), await colleague()]
  const theirs = await children(absent)
  const before = await children(cover)
  expect(theirs.size).toBeGreaterThan(0)
  expect(theirs.difference(before).size).toBeGreaterThan(0)

  const wanted = { absent, cover, ...dates('2026-11-23', '2026-12-04') }
  const shown = await manager.post('/stand-ins', wanted)
  expect(shown.status).toBe(200)
  expect(shown.html).toMatch(/Check before you name the cover.*gains \d+ child/s)
  const named = await manager.post('/stand-ins', { ...wanted, sure: 'yes' })
  expect([named.status, named.goes]).toEqual([303, '/stand-ins'])
  expect(theirs.difference(await children(cover)).size).toBe(0)
  expect(theirs.difference(await children(cover, '2026-12-04')).size).toBe(0)
  expect(theirs.difference(await children(cover, '2026-12-05')).size).toBeGreaterThan(0)

  const again = await manager.post('/stand-ins', { absent, cover, ...dates('2026-12-01', '') })
  expect([again.status, again.html.includes('covers for')]).toEqual([422, true])

  const id = (await owner.query('select id from stand_in where cover_person_id = $1', [cover])).rows[0].id
  expect((await manager.get('/stand-ins')).html).toContain(`value="${id}"`)
  expect((await manager.post('/stand-ins', { end: id })).status).toBe(303)
  expect(theirs.difference(await children(cover)).size).toBeGreaterThan(0)

  const { rows } = await owner.query(
    "select action, outcome from audit_event where action in ('name a stand-in', 'end a stand-in') order by n"
  )
  expect(rows).toEqual([
    { action: 'name a stand-in', outcome: 'done' },
    { action: 'end a stand-in', outcome: 'done' }
  ])
})

it.each([
  ['nobody', { absent: '' }, 'Choose who is away'],
  ['a person of another trade', { absent: 'dt' }, 'Choose who is away'],
  ['a cover who is the same person', { cover: 'sw' }, 'somebody else than'],
  ['a cover of another trade', { cover: 'carer' }, 'a social worker or a team manager'],
  ['a first day in the past', dates('2026-11-20', ''), 'cannot be in the past'],
  ['a last day before the first', dates('2026-12-01', '2026-11-30'), 'must not be before the first'],
  ['more than a year', dates('2026-12-01', '2028-01-01'), 'A cover lasts a year at most'],
  [
    'a day that does not exist',
    { ...dates('2026-12-01', ''), 'from-day': '31', 'from-month': '2' },
    'not a day of the calendar'
  ],
  ['no first day', dates('', ''), 'Enter the first day']
])('refuses %s', async (_what, changes: Record<string, string>, words) => {
  const ids: Record<string, string> = { absent: await idOf('sw'), cover: await colleague() }
  const fields: Record<string, string> = { ...ids, ...dates('2026-12-01', '2026-12-04'), ...changes }
  for (const name of ['absent', 'cover']) {
    const word = fields[name] ?? ''
    if (word !== '' && word.length < 20) fields[name] = await idOf(word)
  }
  const answer = await manager.post('/stand-ins', fields)
  expect(answer.status).toBe(422)
  expect(answer.html).toContain(words)
})

it('an adviser names their own cover, and nobody else’s', async () => {
  const adviser = await served.as('adviser')
  const cover = await idOf('head')
  const own = await adviser.post('/stand-ins', {
    sure: 'yes',
    absent: await idOf('adviser'),
    cover,
    ...dates('2026-12-01', '2026-12-04')
  })
  expect(own.status).toBe(303)
  const other = await adviser.post('/stand-ins', {
    absent: await idOf('sw'),
    cover,
    ...dates('2026-12-01', '2026-12-04')
  })
  expect([other.status, other.html.includes('Choose who is away')]).toEqual([422, true])
})

it('is not for a social worker; a cover of another council is not there to be ended', async () => {
  const sw = await served.as('sw')
  expect((await sw.get('/stand-ins')).status).toBe(403)
  const answer = await manager.post('/stand-ins', { end: crypto.randomUUID() })
  expect([answer.status, answer.html.includes('ended already')]).toEqual([422, true])
  expect((await manager.post('/stand-ins', { end: "x' or true --" })).status).toBe(422)
})

it('lists people by role and place; finds by part of a name; shows where e-mail comes back', async () => {
  const admin = await served.as('admin')
  const all = await admin.get('/people')
  expect(all.status).toBe(200)
  expect(all.html).toContain('appointments now or to come')
  await owner.query("update person set undeliverable_since = now() where demo_word = 'dt'")
  const { rows } = await owner.query("select name from person where demo_word = 'dt'")
  const back = await admin.get('/people?undeliverable=yes')
  expect(back.html).toContain('E-mail comes back')
  expect(back.html).toContain(rows[0].name)
  const none = await admin.get(`/people?search=${encodeURIComponent("%' or 1=1 --")}&page=-3&role=king`)
  expect(none.html).toContain('Nobody is found')
  expect((await (await served.as('adviser')).get('/people')).status).toBe(403)
  const elsewhere = await owner.query(
    `select p.name from person p join appointment a on a.person_id = p.id where a.authority_id = 991
       and not exists (select from appointment b where b.person_id = p.id and b.authority_id = 990) and p.kind = 'professional' limit 1`
  )
  const stranger = await admin.get(`/people?search=${encodeURIComponent(elsewhere.rows[0].name)}`)
  expect(stranger.html).toContain('Nobody is found')
})
