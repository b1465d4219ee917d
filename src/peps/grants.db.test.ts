import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import { makePlan, type Plan, planToday } from './testing/plan.ts'

const secret = 'Nobody else is to read this'
const contact = 'Only the council sees this'
const ours = 'Extra time in tests'
let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let sw: Visitor

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  sw = await served.as('sw')
  await answer('J.worry', 'J', '{child}', secret)
  await answer('M.contactDetail', 'M', '{}', contact)
  await answer('C.carer', 'C', '{setting}', 'Mrs Elm, 01926 000000')
  await answer('H.examArrangements', 'H', '{setting,carer}', ours)
  await plan.run(
    `insert into views (pep_id, party, authority_id, child_id, readers) values ($1, 'child', 937, $2, '{}')`,
    [plan.pepId, plan.childId]
  )
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const at = (path: string) => `/peps/${plan.pepId}/${path}`
const answer = (question: string, section: string, audience: string, words: string) =>
  plan.run(
    `insert into answer (pep_id, question, authority_id, child_id, section, audience, value, version, written_by, written_at)
     select $1, $2, 937, $3, $4, $5, $6, 1, id, '2026-11-20' from person where demo_word = 'sw'`,
    [plan.pepId, question, plan.childId, section, audience, JSON.stringify(words)]
  )
const fields = { name: 'Ms New', email: 'New@School.example', role: 'delegate', until: '2026-12-10' }
const offered = (html: string) =>
  [...html.matchAll(/name="sections"[^>]*value="(\w)"|value="(\w)"[^>]*name="sections"/g)].map(([, a, b]) => a ?? b)
const signedIn = async (email: string, word: string) => {
  await plan.run('update person set demo_word = $2 where email = $1', [email, word])
  return served.as(word)
}

test('only what is the school’s or for all can be given, whoever gives it and however it is posted', async () => {
  expect(offered((await dt.get(at('helpers'))).html)).toEqual(['F', 'G', 'H', 'I', 'N', 'R', 'S'])
  expect(offered((await sw.get(at('helpers'))).html)).toEqual(['N'])
  for (const giver of [dt, sw])
    for (const sections of ['A', 'B', 'C', 'D', 'E', 'J', 'K', 'L', 'M', 'O', 'P', 'Q', 'T', 'U', 'V', 'W'])
      expect([sections, (await giver.post(at('helpers'), { ...fields, sections })).status]).toEqual([sections, 422])
  for (const sections of ['C', 'D', 'J', 'M'])
    expect((await dt.post(at('helpers'), { ...fields, role: 'invited-professional', sections })).status).toBe(422)
  const two = { ...fields, role: 'invited-professional', sections: ['F', 'H'] }
  expect((await dt.postAll(at('helpers'), two)).html).toContain('is asked for one')
  expect(await plan.run(`select id from person where email = 'new@school.example'`)).toEqual([])
})

test('a grant that the form never gave opens nothing: not the child’s words, not contact, not the social worker’s part', async () => {
  await plan.run(
    `insert into section_grant (id, authority_id, child_id, pep_id, person_id, role, sections, granted_by, starts)
     select $1, 937, $2, $3, h.id, 'delegate', '{C,D,J,M,P}', d.id, '2026-09-01' from person h, person d
      where h.demo_word = 'helper' and d.demo_word = 'dt'`,
    [newId(), plan.childId, plan.pepId]
  )
  const helper = await served.as('helper')
  for (const section of ['C', 'D', 'J', 'M']) {
    const { status, html } = await helper.get(at(`sections/${section}`))
    expect([section, status]).toEqual([section, 403])
    for (const words of [secret, contact, 'Mrs Elm']) expect(html).not.toContain(words)
  }
  const saved = { 'q:M.progress': 'For Harry', 'base:M.progress': '0', mutation: newId() }
  expect((await helper.post(at('sections/M'), saved, at('sections/G'))).status).toBe(403)
  expect((await helper.get(at('answers/J.worry/history'))).status).not.toBe(200)
  await plan.run(`update section_grant set revoked_at = now() where 'J' = any(sections)`)
  expect((await dt.get(at('sections/J'))).html).not.toContain(secret)
  expect((await sw.get(at('sections/J'))).html).toContain(secret)
})

test('a colleague finds what they are asked, by whom and until when, reads and writes that only, and is stopped', async () => {
  expect((await dt.post(at('helpers'), { ...fields, sections: 'H', until: '2026-11-01' })).html).toContain(
    'This day has passed'
  )
  expect((await dt.post(at('helpers'), { ...fields, sections: 'H' })).status).toBe(303)
  expect((await dt.post(at('helpers'), { ...fields, sections: 'H', email: 'dt@example.org' })).html).toContain(
    'your own address'
  )
  expect((await (await served.as('adviser')).get(at('helpers'))).status).toBe(403)
  const helper = await signedIn('new@school.example', 'new')
  const { html } = await helper.get(`/peps/${plan.pepId}`)
  for (const words of ['Special needs', 'Asked by Person dt', 'until Thursday 10 December 2026', 'Rowan Ash'])
    expect(html).toContain(words)
  for (const words of ['Next:', 'not due yet', 'Targets', 'My views', 'Arrange', 'Missing: A', `/children/`])
    expect(html).not.toContain(words)
  const section = await helper.get(at('sections/H'))
  expect([section.status, section.html.includes(ours)]).toEqual([200, true])
  expect(section.html).not.toContain('/children/')
  const closed = [
    'sections/R',
    'sections/J',
    'targets',
    'last-targets',
    'last-actions',
    'premium',
    'attendance',
    'attainment',
    'views'
  ]
  for (const path of [...closed, 'documents', 'submit', 'feedback', 'addenda', 'helpers', 'meeting'])
    expect([path, (await helper.get(at(path))).status]).toEqual([path, 403])
  const write = (id: string, question: string) =>
    helper.put(at(`answers/${question}`), { value: `Written in ${id}`, base: 0, mutation: newId() })
  expect((await write('H', 'H.provision')).status).toBe(200)
  for (const [id, question] of [
    ['R', 'R.teaching'],
    ['J', 'J.worry'],
    ['M', 'M.progress']
  ] as const)
    expect([id, (await write(id, question)).status]).toEqual([id, 403])
  const [grant] = await plan.run(`select id from section_grant where sections = '{H}'`)
  expect((await dt.post(at('helpers'), { stop: String(grant?.id) })).status).toBe(303)
  expect((await helper.get(at('sections/H'))).status).toBe(404)
})

test('their first page names the child without a way to a page that is not theirs', async () => {
  const { html } = await (await served.as('helper')).get('/')
  expect(html).toContain('Rowan Ash')
  expect(html).toContain(at('sections/G'))
  expect(html).not.toContain('/children/')
  expect((await dt.get(`/peps/${plan.pepId}`)).html).toContain(`/children/${plan.childId}`)
})

test('somebody from outside has one section, and nothing of it that the school itself may not read', async () => {
  await answer('R.trauma', 'R', '{}', 'For the council alone')
  await answer('R.semh', 'R', '{setting}', 'A quiet room')
  const asked = { ...fields, email: 'ep@council.example', role: 'invited-professional', sections: 'R' }
  expect((await dt.post(at('helpers'), asked)).status).toBe(303)
  const outside = await signedIn('ep@council.example', 'outside')
  const { html } = await outside.get(at('sections/R'))
  expect(html).toContain('A quiet room')
  expect(html).not.toContain('For the council alone')
  expect((await outside.get(`/peps/${plan.pepId}`)).html).not.toContain('Special needs')
})

test('after the submission they read their section and answer a correction of what they wrote, until sign-off', async () => {
  const id = newId()
  await plan.run(`update pep set state = 'submitted', submitted_on = '2026-11-23' where id = $1`, [plan.pepId])
  await plan.run(
    `insert into correction (id, pep_id, authority_id, child_id, question, remark, asked_by, asked_on, due, writer_id)
     select $1, $2, 937, $3, 'G.worksNow', 'Which days?', s.id, '2026-11-24', '2026-12-01', h.id
       from person s, person h where s.demo_word = 'sw' and h.demo_word = 'helper'`,
    [id, plan.pepId, plan.childId]
  )
  const [helper, outside] = [await served.as('helper'), await served.as('outside')]
  expect((await helper.get('/')).html).toContain(at(`corrections/${id}`))
  expect((await helper.get(`/peps/${plan.pepId}`)).html).toContain('changed only by a correction')
  expect((await helper.get(at('sections/G'))).status).toBe(200)
  expect((await helper.post(at('sections/G'), { 'q:G.worksNow': 'More' }, at(`corrections/${id}`))).status).toBe(403)
  expect((await outside.get(at(`corrections/${id}`))).status).toBe(404)
  const declined = await helper.post(at(`corrections/${id}`), { decision: 'decline', reason: 'Every day' })
  expect([declined.status, declined.goes]).toEqual([303, `/peps/${plan.pepId}`])
  await plan.run(`update pep set state = 'signed-off' where id = $1`, [plan.pepId])
  expect((await helper.get(`/peps/${plan.pepId}`)).status).toBe(404)
})
