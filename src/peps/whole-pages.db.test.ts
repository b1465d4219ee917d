import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import { makePlan, type Plan, planToday } from './testing/plan.ts'

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
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const at = (path: string) => `/peps/${plan.pepId}/${path}`
const linksOf = (html: string) => new Set([...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href))
const finished = async () =>
  (
    await plan.run(`select section from section_state where pep_id = $1 and complete_on is not null order by 1`, [
      plan.pepId
    ])
  ).map(({ section }) => section)
const summary = async () =>
  (await plan.run(`select value from answer where pep_id = $1 and question = 'I.summary'`, [plan.pepId])).map(
    ({ value }) => value
  )

test('the plan’s list leads straight to the records’ own pages; the parts with many questions keep theirs', async () => {
  const links = linksOf((await dt.get(`/peps/${plan.pepId}`)).html)
  for (const path of ['attainment', 'targets', 'premium', 'documents', 'meeting/held', 'sections/G', 'sections/R'])
    expect([path, links.has(at(path))]).toEqual([path, true])
  for (const section of ['I', 'P', 'Q', 'T', 'W'])
    expect([section, links.has(at(`sections/${section}`))]).toEqual([section, false])
})

test('whoever may not record the meeting reads its section on its own page', async () => {
  const links = linksOf((await sw.get(`/peps/${plan.pepId}`)).html)
  expect([links.has(at('sections/T')), links.has(at('targets'))]).toEqual([true, true])
  expect((await sw.get(at('sections/T'))).status).toBe(200)
})

test('the targets’ page ends its section, and goes on to the next part of the plan', async () => {
  expect((await dt.get(at('targets'))).html).toContain(`action="${at('sections/P')}"`)
  const on = await dt.post(at('sections/P'), { finished: 'yes', leave: 'next', mutation: newId() }, at('targets'))
  expect([on.status, on.goes]).toEqual([303, at('premium')])
  expect(await finished()).toEqual(['P'])
})

test('figures and the words about them are one form: both are saved, whichever button is pressed', async () => {
  const words = (text: string, base: string) => ({ 'q:I.summary': text, 'base:I.summary': base, mutation: newId() })
  const maths = { 'subject-1': 'Mathematics', 'explanation-1': 'New topics' }
  const stays = await dt.post(at('attainment'), { ...maths, ...words('Steady', '0') })
  expect([stays.status, stays.goes]).toEqual([303, at('attainment')])
  expect(await summary()).toEqual(['Steady'])
  const { html } = await dt.get(at('attainment'))
  const form = /<form[^>]*>(?:(?!<form).)*Steady.*?<\/form>/s.exec(html)?.[0] ?? ''
  expect([form.includes('New topics'), form.includes('name="finished"')]).toEqual([true, true])
  const more = await dt.post(at('attainment'), { ...maths, ...words('Better', '1'), more: '1' })
  expect([more.status, more.html.includes('Better')]).toEqual([200, true])
  const back = await dt.post(at('attainment'), { ...words('Better', '2'), finished: 'yes', leave: 'back' })
  expect([back.status, back.goes]).toEqual([303, `/peps/${plan.pepId}`])
  expect(await summary()).toEqual(['Better'])
  expect(await finished()).toContain('I')
})

test('figures that are wrong come back, and the words beside them are kept', async () => {
  const wrong = { 'subject-1': 'Mathematics', 'workingAt-1': 'no such grade', 'explanation-1': '' }
  const { status, html } = await dt.post(at('attainment'), {
    ...wrong,
    ...{ 'q:I.summary': 'Kept all the same', 'base:I.summary': '2', finished: 'yes', leave: 'next', mutation: newId() }
  })
  expect([status, html.includes('Kept all the same')]).toEqual([422, true])
  expect(await summary()).toEqual(['Kept all the same'])
})

test('the record of the meeting carries its section’s questions', async () => {
  const saved = { 'q:T.askedAboutCopies': 'yes', 'base:T.askedAboutCopies': '0', finished: 'yes', mutation: newId() }
  const { status, goes } = await dt.post(at('meeting/held'), { do: 'save', notes: 'We met', ...saved })
  expect([status, goes]).toEqual([303, at('meeting/held')])
  expect(await finished()).toContain('T')
  const { html } = await dt.get(at('meeting/held'))
  expect(html).toContain('We met')
  expect(html).toMatch(/value="yes" checked/)
})

test('a reader sees what was said there, and no form', async () => {
  const { html } = await sw.get(at('attainment'))
  expect([html.includes('Kept all the same'), html.includes('name="finished"')]).toEqual([true, false])
})
