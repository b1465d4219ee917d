import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { namedInPlan } from '../quality/people.ts'
import { type Served, serveFor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
const people: Record<string, string> = {}

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  await plan.run(`update pep set opened_on = '2026-09-01' where id = $1`, [plan.pepId])
  for (const role of ['carer', 'parent', 'child'] as const) people[role] = await plan.family(role, role)
  const target = (place: number, words: string, childWords: string, actions: unknown) =>
    plan.run(
      `insert into target (id, pep_id, authority_id, child_id, place, area, words, child_words, actions, lead_name, due) values ($1, $2, 937, $3, $4, 'maths', $5, $6, $7, 'Mr Oak', '2027-01-10')`,
      [newId(), plan.pepId, plan.childId, place, words, childWords, JSON.stringify(actions)]
    )
  await target(1, 'Adds fractions', 'I can add halves', [
    { who: 'carer', what: 'Ten minutes <at> home' },
    { who: 'child', what: 'Try the sheet' }
  ])
  await target(2, 'Only the school’s', '', [{ who: 'school', what: 'Small group' }])
  const [helper] = await plan.run(`select id from person where demo_word = 'helper'`)
  const action = (words: string, party: string, person: unknown) =>
    plan.run(
      `insert into action (id, pep_id, authority_id, child_id, words, owner_party, owner_person_id) values ($1, $2, 937, $3, $4, $5, $6)`,
      [newId(), plan.pepId, plan.childId, words, party, person]
    )
  await action('Helper rings home', 'other', helper?.id)
  await action('Carer sends the letter', 'carer', null)
  served = await serveFor(database, planToday)
}, 60_000)
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const part = async (word: string) => (await served.as(word)).get(`/peps/${plan.pepId}/part`)
const inState = (state: string) => plan.run('update pep set state = $2 where id = $1', [plan.pepId, state])

it('is nobody’s before the plan is submitted', async () => {
  await inState('in-progress')
  for (const word of ['carer', 'helper', 'sw', 'dt']) expect([word, (await part(word)).status]).toEqual([word, 403])
})

it('is each named person’s from the submission, marked, with what is theirs alone', async () => {
  await inState('submitted')
  const carer = await part('carer')
  expect(carer.html).toContain('Not yet signed off')
  expect(carer.html).toContain('Ten minutes &lt;at> home')
  expect(carer.html).toContain('Carer sends the letter')
  for (const others of ['Only the school’s', 'Try the sheet', 'Helper rings home'])
    expect(carer.html).not.toContain(others)
  expect((await part('child')).status).toBe(403)
  const helper = await part('helper')
  expect(helper.html).toContain('Helper rings home')
  expect(helper.html).not.toContain('Adds fractions')
  expect((await part('dt')).html).toContain('Small group')
  expect((await part('parent')).status).toBe(403)
  expect((await part('dt-elsewhere')).status).toBe(404)
  expect((await (await served.as('carer')).get('/')).html).toContain(`/peps/${plan.pepId}/part`)
})

it('says nothing of “not yet” once it is signed off', async () => {
  await inState('signed-off')
  expect((await part('carer')).html).not.toContain('Not yet signed off')
  expect((await part('helper')).status).toBe(404)
})

it('is told to the child and the carer whom a target or an action names, and not to those whom nothing names', async () => {
  const app = openDatabase(database.appUrl, { max: 1 })
  const [dt] = await plan.run(`select id from person where demo_word = 'dt'`)
  const asked = { person: String(dt?.id), today: Temporal.PlainDate.from(planToday) }
  const named = await asPerson(app, asked, tx => namedInPlan(tx, plan.pepId)).finally(() => app.close())
  expect(named).toEqual(expect.arrayContaining([people.carer, people.child]))
  expect(named).not.toContain(people.parent)
})
