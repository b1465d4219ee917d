import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import { makePlan, type Plan, planToday } from './testing/plan.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const at = (path: string) => `/peps/${plan.pepId}/${path}`
const contact = 'What are the arrangements for time with family?'
const stored = async () =>
  (await plan.run(`select question, value from answer where pep_id = $1 order by 1`, [plan.pepId])).map(row => [
    row.question,
    row.value
  ])

test('a section given by telephone asks the teacher nothing that only the council may read', async () => {
  expect((await dt.get(at('sections/M'))).html).not.toContain(contact)
  expect((await dt.get(at('sections/C'))).html).not.toContain('C.carerContact')
  expect((await (await served.as('sw')).get(at('sections/M'))).html).toContain(contact)
  expect((await (await served.as('adviser')).get(at('sections/M'))).html).toContain(contact)
})

test('sent all the same, that one is refused by name, and the rest of the page is saved', async () => {
  const fields = { 'q:M.contactDetail': 'Saturdays', 'q:M.progress': 'Doing well', mutation: newId() }
  const bases = { 'base:M.contactDetail': '0', 'base:M.progress': '0' }
  const { status, html } = await dt.post(at('sections/M'), { ...fields, ...bases })
  expect(status).toBe(422)
  expect(html).toContain(`${contact} This was not saved`)
  expect(html).not.toContain('cannot be written in now')
  expect(html).toContain('Doing well')
  expect(await stored()).toEqual([['M.progress', 'Doing well']])
  const alone = await dt.put(at('answers/M.contactDetail'), { value: 'Saturdays', base: 0, mutation: newId() })
  expect([alone.status, alone.html.includes('Only the council may read the answer')]).toEqual([403, true])
  const council = await served.as('sw')
  expect((await council.post(at('sections/M'), { ...fields, ...bases, 'base:M.progress': '1' })).status).toBe(303)
  expect(await stored()).toContainEqual(['M.contactDetail', 'Saturdays'])
})

test('where the child keeps one answer to themselves, that one alone is refused: the teacher’s others are saved', async () => {
  await plan.family('child')
  const child = await served.as('child')
  const kept = { 'q:J.best': 'Mine alone', 'base:J.best': '0', mutation: newId(), do: 'next' }
  expect((await child.post(at('my-views/2'), kept)).status).toBe(303)
  const told = { 'q:J.best': 'They like lunch', 'q:J.hardest': 'Mornings', 'base:J.best': '0', 'base:J.hardest': '0' }
  const { status, html } = await dt.post(at('sections/J'), { ...told, finished: 'yes', mutation: newId() })
  expect(status).toBe(422)
  expect(html).toContain('This was not saved. The child has answered here already')
  expect(html).not.toContain('Mine alone')
  expect([html.includes('They like lunch'), html.includes('Mornings')]).toEqual([true, true])
  const words = (await stored()).filter(([question]) => String(question).startsWith('J.'))
  expect(words).toEqual([
    ['J.best', 'Mine alone'],
    ['J.hardest', 'Mornings']
  ])
  const alone = await dt.put(at('answers/J.best'), { value: 'They like lunch', base: 0, mutation: newId() })
  expect([alone.status, alone.html.includes('keeps the answer to themselves')]).toEqual([403, true])
  expect(
    await plan.run(`select question from answer_version where pep_id = $1 and question = 'J.best'`, [plan.pepId])
  ).toHaveLength(1)
})
