import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { projectClocks } from '../peps/clocks.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor } from '../web/testing/served.ts'

let db: TestDatabase
let plan: Plan
let served: Served

beforeAll(async () => {
  db = await testDatabase()
  plan = await makePlan(db.ownerUrl)
  const day = Temporal.PlainDate.from(planToday)
  const of = [plan.pepId, plan.childId]
  await plan.run(
    `insert into care_period (id, authority_id, child_id, starts, legal_status) values ($1, 937, $2, '2020-01-01', 'C2')`,
    [newId(), plan.childId]
  )
  // The meeting was held yesterday, arranged a month ago: the social worker's part is late, and the plan is to be submitted.
  await plan.run(
    `insert into meeting (pep_id, authority_id, child_id, on_date, held_on, arranged_on) values ($1, 937, $2, $3, $3, $4)
       on conflict (pep_id) do update set on_date = $3, held_on = $3, arranged_on = $4`,
    [...of, day.subtract({ days: 1 }).toString(), day.subtract({ days: 30 }).toString()]
  )
  await plan.run(`update pep set state = 'in-progress' where id = $1`, [plan.pepId])
  const database = openDatabase(db.appUrl, { max: 1 })
  const [service] = await plan.run('select app.service_person(937::smallint)::text as id')
  await asPerson(database, { person: String(service?.id), today: day }, tx => projectClocks(tx, [plan.pepId], day))
  await database.close()
  served = await serveFor(db, planToday)
}, 60_000)
afterAll(async () => {
  await served.close()
  await plan.close()
  await db.drop()
})

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', '’')
    .replace(/\s+/g, ' ')
const nextIn = (html: string) => /Next: (.*?) How this date/.exec(plain(html))?.[1]

test('the plan’s page and the child’s page tell everybody the same next step, and name who is late', async () => {
  const told = new Set<string | undefined>()
  for (const word of ['dt', 'sw', 'adviser']) {
    const visitor = await served.as(word)
    for (const at of [`/peps/${plan.pepId}`, `/children/${plan.childId}`]) {
      const got = await visitor.get(at)
      expect(got.status, `${word} ${at}`).toBe(200)
      told.add(nextIn(got.html))
    }
  }
  expect(told.size).toBe(1)
  expect([...told][0]).toMatch(
    /^(record views|complete the social worker’s part).* Late by \d+ days: Person sw \(social worker\)/
  )
})

test('beneath it each finds their own: the teacher may submit all the same, the social worker writes', async () => {
  const [teacher, worker] = [await served.as('dt'), await served.as('sw')]
  expect((await teacher.get(`/peps/${plan.pepId}`)).html).toContain('Check and submit')
  const own = plain((await worker.get(`/peps/${plan.pepId}`)).html)
  expect(own).toMatch(/Record views|Write your part/)
  expect(own).not.toContain('Check and submit')
})
