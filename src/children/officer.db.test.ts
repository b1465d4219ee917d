import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

const early = 'Reads a page aloud each day'
let database: TestDatabase
let plan: Plan
let served: Served
let officer: Visitor

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  const id = newId()
  await plan.run(
    `insert into person (id, kind, name, email, demo_word) values ($1, 'professional', 'Officer', 'iro@example.org', 'iro')`,
    [id]
  )
  await plan.run(
    `insert into appointment (id, person_id, role, authority_id, starts) values ($1, $2, 'iro', 937, '2020-01-01')`,
    [newId(), id]
  )
  await plan.run(
    `insert into allocation (id, authority_id, child_id, person_id, role, starts) values ($1, 937, $2, $3, 'iro', '2024-01-01')`,
    [newId(), plan.childId, id]
  )
  const about = [plan.pepId, plan.childId]
  await plan.run(`update pep set opened_on = '2026-08-20' where id = $1`, [plan.pepId])
  await plan.run(
    `insert into target (id, pep_id, authority_id, child_id, place, area, words) values ($3, $1, 937, $2, 1, 'english', $4)`,
    [...about, newId(), early]
  )
  await plan.run(
    `insert into attendance_summary (pep_id, authority_id, child_id, from_date, to_date, possible, attended, written_on)
     values ($1, 937, $2, '2026-09-01', '2026-11-20', 100, 61, '2026-11-20')`,
    about
  )
  await plan.run(
    `insert into target_review (target_id, reviewed_in, authority_id, child_id, outcome, reviewed_by, reviewed_on)
     select $3, $1, 937, $2, 'achieved', p.id, '2026-11-20' from person p where p.demo_word = 'dt'`,
    [...about, plan.lastTargetId]
  )
  served = await serveFor(database, planToday)
  officer = await served.as('iro')
})
beforeEach(() => state('in-progress'))
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const state = (to: string) => plan.run('update pep set state = $2 where id = $1', [plan.pepId, to])
const child = () => officer.get(`/children/${plan.childId}`)
const now = `/peps/`

test('the child’s page: that a plan is being written, nothing of it, and the way to the newest that may be read', async () => {
  const { status, html } = await child()
  expect(status).toBe(200)
  for (const words of ['Being written', 'can be read once it is submitted', 'Open the plan of the summer term 2025-26'])
    expect(html).toContain(words)
  expect(html).toContain('Knows the seven times table')
  for (const words of [early, '61.0%', `${now}${plan.pepId}`]) expect(html).not.toContain(words)
  for (const href of [...html.matchAll(/href="(\/(?:peps|children)[^"#]*)"/g)].map(([, to]) => to ?? ''))
    expect([href, (await officer.get(href)).status]).toEqual([href, 200])
  for (const word of ['dt', 'sw', 'adviser']) {
    const theirs = (await (await served.as(word)).get(`/children/${plan.childId}`)).html
    for (const words of [early, '61.0%', `${now}${plan.pepId}"`]) expect(theirs).toContain(words)
  }
})

test('no page of a plan that is being written opens, nor do the lists lead to one', async () => {
  const parts = ['', '/sections/G', '/targets', '/last-targets', '/premium', '/attendance', '/attainment', '/documents']
  for (const part of [...parts, '/views', '/submit', '/check', '/feedback', '/addenda', '/copies', '/part', '/meeting'])
    expect([part, (await officer.get(`${now}${plan.pepId}${part}`)).status]).toEqual([
      part,
      part === '/check' ? 404 : 403
    ])
  for (const path of ['/', '/children', '/children.csv', '/children?filters=1']) {
    const { status, html } = await officer.get(path)
    expect([path, status]).toEqual([path, 200])
    expect(html).toContain('Rowan Ash')
    for (const words of [early, plan.pepId]) expect([path, html.includes(words)]).toEqual([path, false])
  }
  expect((await officer.get('/')).html).toContain(`${now}${plan.previousPepId}`)
})

test('from its submission on they read all of it', async () => {
  await state('submitted')
  const { html } = await child()
  for (const words of ['Submitted', early, '61.0%', `${now}${plan.pepId}"`]) expect(html).toContain(words)
  expect(html).not.toContain('Knows the seven times table')
  for (const part of ['', '/sections/G', '/targets', '/attendance'])
    expect([part, (await officer.get(`${now}${plan.pepId}${part}`)).status]).toEqual([part, 200])
  expect((await officer.get('/children')).html).toContain(`${now}${plan.pepId}"`)
})

test('the first page: nothing to do, and apart from it the children whose care they review', async () => {
  const { html } = await officer.get('/')
  expect(html).toMatch(
    /What you need to do[\s\S]*Nothing to do now\.[\s\S]*<h2[^>]*>Children whose care you review[\s\S]*Rowan Ash/
  )
})

test('the child’s page: the year group, and an interim plan where one can be opened', async () => {
  const worker = await served.as('sw')
  const care = `insert into care_period (id, authority_id, child_id, starts) values ($1, 937, $2, '2023-09-01')`
  await plan.run(care, [newId(), plan.childId])
  const [page, interim] = [`/children/${plan.childId}`, `/children/${plan.childId}/interim`]
  expect((await worker.get(page)).html).toMatch(/14 years old · year 10 ·[\s\S]*Open an interim plan/)
  expect((await worker.get(interim)).html).toContain('What has changed?')
  await plan.run('update care_period set ends = $2 where child_id = $1', [plan.childId, '2026-11-01'])
  const refused = (await worker.get(interim)).html
  expect(refused).toContain('No interim plan can be opened now.')
  expect(refused).not.toContain('<textarea')
  expect((await worker.get(page)).html).not.toContain('Open an interim plan')
  await plan.run('update care_period set ends = null where child_id = $1', [plan.childId])
  expect((await worker.post(interim, { reason: 'A new home' })).goes).toMatch(/^\/peps\//)
  expect((await worker.get(page)).html).not.toContain('Open an interim plan')
  expect((await worker.get(interim)).html).toContain('There is already an interim plan')
})
