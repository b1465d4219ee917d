import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let admin: Visitor
let adminId: string
let dtId: string
const stranger = { child: newId(), person: newId() }
const secret = newId()
/** The deeds of these tests lie on days of their own: what the server puts on record lies on the machine's day. */
const day = '2026-03-10'
const found = (query: Record<string, string> = {}) =>
  admin.get(`/authority/record?${new URLSearchParams({ from: day, to: day, ...query })}`)
const rowsOf = (html: string) => (html.match(/<tr class="govuk-table__row"/g) ?? []).length - 1

async function put(of: {
  person?: string
  action: string
  child?: string
  at?: string
  authority?: number | null
  outcome?: string
  ids?: string[]
}) {
  await plan.run(
    `insert into audit_event (at, person_id, action, outcome, authority_id, child_id, ids, meta_digest, salt, payload_digest, event_id)
     values ($1, $2, $3, $4, $5, $6, $7, '', '', '', $8)`,
    [
      of.at ?? `${day}T10:00:00Z`,
      of.person ?? null,
      of.action,
      of.outcome ?? 'done',
      of.authority === undefined ? 937 : of.authority,
      of.child ?? null,
      JSON.stringify(of.ids ?? []),
      newId()
    ]
  )
}

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  adminId = await plan.person('admin', 'administrator')
  await plan.person('head', 'virtual-school-head')
  dtId = String((await plan.run(`select id from person where demo_word = 'dt'`))[0]?.id)
  await plan.run(
    `insert into authority (id, name, virtual_school_name, virtual_school_email, front_door_name, front_door_phone)
     values (991, 'Elsewhere', 'V', 'v@example.org', 'F', '1')`
  )
  await plan.run(
    `insert into child (id, authority_id, first_name, last_name, date_of_birth, search) values ($1, 991, 'Zelda', 'Faraway', '2012-05-01', 'zelda faraway')`,
    [stranger.child]
  )
  await plan.run(
    `insert into child (id, authority_id, first_name, last_name, date_of_birth, search, restricted) values ($1, 937, 'Quentin', 'Hidden', '2012-05-01', 'quentin hidden', true)`,
    [secret]
  )
  await plan.run(`update child set search = 'rowan ash' where id = $1`, [plan.childId])
  await plan.run(
    `insert into person (id, kind, name, email) values ($1, 'professional', 'Other Worker', 'other@example.org')`,
    [stranger.person]
  )
  served = await serveFor(database, planToday)
  admin = await served.as('admin')
  await put({ person: dtId, action: 'see: child', child: plan.childId })
  await put({ person: dtId, action: 'submit pep', child: plan.childId })
  await put({ person: dtId, action: 'see: list of children', ids: [plan.childId, stranger.child] })
  await put({ person: adminId, action: 'give a post', ids: [newId()] })
  await put({ person: stranger.person, action: 'see: child', child: stranger.child, authority: 991 })
  await put({ person: dtId, action: 'see: child', child: secret })
  await put({ action: 'sign in', authority: null, ids: [dtId] })
  await put({ action: 'sign in', authority: null, ids: [stranger.person] })
}, 60_000)
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

test('everything of the authority’s own, and nothing of a child elsewhere or restricted', async () => {
  const { html, status } = await found()
  expect(status).toBe(200)
  expect(rowsOf(html)).toBe(5)
  for (const words of [
    'Looked at the child’s page',
    'Submitted the plan',
    'Gave somebody a post',
    'Signed in',
    'Rowan'
  ])
    expect(html).toContain(words)
  for (const words of ['Zelda', 'Faraway', 'Quentin', 'Other Worker', stranger.child, secret])
    expect(html).not.toContain(words)
})

test.each([
  ['a person', () => ({ person: dtId }), 4],
  ['a child, in lists too', () => ({ child: plan.childId }), 3],
  ['a child of another authority: only that a list of ours held them', () => ({ child: stranger.child }), 1],
  ['one deed', () => ({ deed: 'submit pep' }), 1],
  ['what was looked at', () => ({ deed: 'looked' }), 2],
  ['what was changed', () => ({ deed: 'changed' }), 2],
  ['signing in', () => ({ deed: 'signing in' }), 1],
  ['another day', () => ({ from: '2026-03-11', to: '2026-03-12' }), 0],
  ['all of it together', () => ({ person: dtId, child: plan.childId, deed: 'submit pep' }), 1]
])('by %s', async (_name, query, rows) => {
  const { html } = await found(query())
  expect(html).toContain(rows === 0 ? 'No entries' : rows === 1 ? '1 entry' : `${rows} entries`)
})

test('names are typed, and stand in no address; what is not found or unclear is said', async () => {
  const asked = { deed: '', 'from-day': '10', 'from-month': '3', 'from-year': '2026' }
  const to = await admin.post('/authority/record/find', { ...asked, person: 'person dt', child: 'rowan' })
  expect(to.status).toBe(303)
  expect(to.goes).toContain(plan.childId)
  expect(to.goes).not.toMatch(/rowan|person\+dt/i)
  const wrong = await admin.post('/authority/record/find', {
    ...asked,
    child: 'Zelda',
    'from-month': '13',
    'to-day': 'x'
  })
  expect(wrong.status).toBe(422)
  for (const words of [
    'No child of your authority is found',
    'This is not a day of the calendar',
    'Enter a day, a month'
  ])
    expect(wrong.html).toContain(words)
})

test('fifty a page, the newest first', async () => {
  for (let nth = 0; nth < 60; nth++)
    await put({ person: dtId, action: 'remind', at: `2026-02-0${1 + (nth % 9)}T10:00:00Z` })
  const both = { from: '2026-02-01', to: '2026-02-28' }
  const [first, last] = [await found(both), await found({ ...both, page: '99' })]
  expect([rowsOf(first.html), rowsOf(last.html)]).toEqual([50, 10])
  expect(first.html.indexOf('9 Feb 2026')).toBeLessThan(first.html.indexOf('8 Feb 2026'))
  expect(first.html).toContain('page=2')
})

test('as a file, where no cell is a formula; and each search is on record itself, with the children looked for', async () => {
  await plan.run(`update person set name = '=1+1' where id = $1`, [dtId])
  await plan.run(`delete from audit_event where action in ('search the record', 'export: the record')`)
  const file = await admin.get(`/authority/record.csv?from=${day}&to=${day}&child=${plan.childId}`)
  expect(file.headers.get('content-type')).toContain('text/csv')
  expect(file.html.trim().split('\r\n')).toHaveLength(4)
  expect(file.html).toContain("'=1+1")
  expect(file.html).not.toMatch(/(^|,)=/m)
  await found({ child: plan.childId })
  expect(
    await plan.run(
      `select action, ids, person_id from audit_event where action in ('search the record', 'export: the record') order by n`
    )
  ).toEqual(
    ['export: the record', 'search the record'].map(action => ({ action, ids: [plan.childId], person_id: adminId }))
  )
})

test('a file asks for a sign-in of a short while ago', async () => {
  await plan.run(`update app.session set proved_at = proved_at - interval '1 hour' where person_id = $1`, [adminId])
  const asked = await admin.get('/authority/record.csv')
  expect(asked.status).toBe(303)
  expect(asked.goes).toContain('/sign-in')
  admin = await served.as('admin')
})

test('for the administrator and the head alone', async () => {
  for (const word of ['dt', 'sw', 'adviser', 'helper'])
    for (const path of ['/authority/record', '/authority/record/find', '/authority/record.csv'])
      expect((await (await served.as(word)).get(path)).status).toBe(403)
  expect((await (await served.as('head')).get('/authority/record')).status).toBe(200)
})

test('unusual reading stands at its head', async () => {
  expect((await found()).html).not.toContain('Worth a question')
  for (let nth = 0; nth < 20; nth++) {
    await put({ person: dtId, action: 'see: child', child: newId(), at: `2026-11-20T23:${10 + nth}:00Z` })
    if (nth < 10) await put({ person: dtId, action: 'people', outcome: 'refused', at: '2026-11-23T10:00:00Z' })
  }
  const { html } = await found()
  expect(html).toContain('opened 20 children’s records out of hours on Friday 20 November 2026')
  expect(html).toContain('was refused 10 times on Monday 23 November 2026')
})
