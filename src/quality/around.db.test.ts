import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday)
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})
const at = (path: string) => `/peps/${plan.pepId}/${path}`
const state = (to: string, on: string | null = planToday) =>
  plan.run('update pep set state = $2, submitted_on = $3, resubmitted_on = null where id = $1', [plan.pepId, to, on])
const stateNow = async () => (await plan.run('select state, submitted_on from pep where id = $1', [plan.pepId]))[0]

test('a mistaken submit is taken back until somebody has acted on it', async () => {
  const [dt, sw] = [await served.as('dt'), await served.as('sw')]
  await state('submitted')
  expect((await sw.post(at('undo-submit'), {}, at('check'))).status).toBe(403)
  expect((await dt.post(at('undo-submit'), {})).status).toBe(303)
  expect(await stateNow()).toEqual({ state: 'in-progress', submitted_on: null })
  await state('submitted')
  expect((await sw.post(at('check'), { decision: 'confirm' })).status).toBe(303)
  const late = await dt.post(at('undo-submit'), {})
  expect([late.status, late.html.includes('the social worker has checked it')]).toEqual([422, true])
})

test('a concern goes to the Virtual School, is answered and closed; another school sees nothing', async () => {
  const [dt, elsewhere, adviser] = await Promise.all(['dt', 'dt-elsewhere', 'adviser'].map(word => served.as(word)))
  if (!dt || !elsewhere || !adviser) throw new Error('not signed in')
  const raise = `/children/${plan.childId}/concerns/new`
  expect((await dt.get(raise)).html).toContain('not the way to report that a child is unsafe')
  expect((await dt.post(raise, { words: ' ' })).status).toBe(422)
  expect((await elsewhere.get(raise)).status).toBe(404)
  const { goes } = await dt.post(raise, { stage: 'before', words: '<i>May</i> he come for part?', pep: plan.pepId })
  const thread = goes ?? ''
  expect((await elsewhere.get(thread)).status).toBe(404)
  expect((await elsewhere.get('/concerns')).html).not.toContain('Rowan')
  expect((await adviser.get('/concerns')).html).toContain('Rowan')
  expect((await adviser.post(thread, { words: 'Yes', decision: 'send' })).status).toBe(303)
  expect((await dt.get(thread)).html).toContain('&lt;i>May&lt;/i> he come for part?')
  expect((await adviser.post(thread, { outcome: '', decision: 'close' })).status).toBe(422)
  expect((await adviser.post(thread, { outcome: 'Settled', decision: 'close' })).status).toBe(303)
  expect((await dt.post(thread, { words: 'More' }, raise)).status).toBe(422)
  expect(await plan.run('select answered_on::text, outcome, pep_id from concern')).toEqual([
    { answered_on: planToday, outcome: 'Settled', pep_id: plan.pepId }
  ])
  const kinds = (await plan.run(`select kind from outbox where kind like 'concern%' order by made_at`)).map(
    row => row.kind
  )
  expect(kinds.filter(kind => kind === 'concern answered')).toHaveLength(2)
  expect((await adviser.get('/concerns/not-an-id')).status).toBe(404)
})

test('an addendum only after sign-off, never changed; feedback is answered once', async () => {
  await state('in-progress', null)
  const dt = await served.as('dt')
  expect((await dt.post(at('addenda'), { words: 'Too early' })).status).toBe(403)
  await plan.run(
    `insert into feedback (id, pep_id, authority_id, child_id, section, words, given_by, given_on)
     select $1, $2, 937, $3, 'R', 'Name the person', id, '2026-07-01' from person where demo_word = 'adviser'`,
    [newId(), plan.previousPepId, plan.childId]
  )
  expect((await dt.get(`/peps/${plan.pepId}`)).html).toContain('Name the person')
  const [feedback] = await plan.run('select id from feedback')
  const id = String(feedback?.id)
  expect((await dt.post(at('feedback'), { feedback: id, [`answer-${id}`]: '' })).status).toBe(422)
  expect((await dt.post(at('feedback'), { feedback: id, [`answer-${id}`]: 'Mr Oak' })).status).toBe(303)
  expect((await dt.post(at('feedback'), { feedback: id, [`answer-${id}`]: 'Again' }, at('helpers'))).status).toBe(422)
  expect((await dt.get(`/peps/${plan.pepId}`)).html).not.toContain('Name the person')
  await state('signed-off')
  expect((await dt.post(at('addenda'), { words: 'The school is Alder' })).status).toBe(303)
  expect((await dt.get(at('addenda'))).html).toContain('The school is Alder')
})
