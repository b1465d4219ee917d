import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let head: Visitor
const at = '/authority/policy/roundOpensSchoolDaysBefore'

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  await plan.person('head', 'virtual-school-head')
  served = await serveFor(database, planToday)
  head = await served.as('head')
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const stored = async () => (await plan.run('select policy from authority where id = 937'))[0]?.policy

describe('policy', () => {
  it('is read by the Virtual School and set by its head', async () => {
    expect((await head.get('/authority/policy')).html).toContain('Find a school place')
    const adviser = await served.as('adviser')
    expect((await adviser.get('/authority/policy')).status).toBe(200)
    expect((await adviser.get(at)).status).toBe(403)
    expect((await (await served.as('dt')).get('/authority/policy')).status).toBe(403)
  })

  it('shows the effect and stores nothing until it is said', async () => {
    const { html } = await head.get('/authority/policy/clocks.school-place?value=15&days=school&on=yes')
    expect(html).toContain('moves no due date')
    expect(html).toContain('Save 15 school days')
    expect(await stored()).toEqual({})
  })

  it('refuses what is no figure, in words', async () => {
    expect((await head.get(`${at}?value=many`)).html).toContain('Enter a whole number from 0 to 30')
    expect((await head.post(at, { value: '99' })).status).toBe(422)
    expect((await head.get('/authority/policy/__proto__')).status).toBe(404)
    expect(await stored()).toEqual({})
  })

  it('saves one figure beside the others, with who and what it was', async () => {
    expect((await head.post(at, { value: '12' })).goes).toBe('/authority/policy')
    const place = '/authority/policy/clocks.school-place'
    expect((await head.post(place, { value: '15', days: 'school', on: 'yes' })).goes).toBe('/authority/policy')
    expect(await stored()).toEqual({
      roundOpensSchoolDaysBefore: 12,
      clocks: { 'school-place': { on: true, days: 15, kind: 'school' } }
    })
    const { html } = await head.get('/authority/policy')
    expect(html).toContain('Person head')
    expect(html).toContain('15 school days')
    expect(
      await plan.run(
        `select reason from audit_event where action = 'set policy' and reason is not null and outcome = 'done' and reason ~ '^(clocks|round)'`
      )
    ).toHaveLength(2)
  })
})

describe('a policy that makes every plan late', () => {
  it('is refused, and nothing changes', async () => {
    await plan.run(`update pep set state = 'signed-off' where id <> $1`, [plan.pepId])
    const before = await stored()
    // Held a week ago: ten working days are still open, one calendar day is long gone.
    await plan.run(
      `insert into meeting (pep_id, authority_id, child_id, held_on) select id, authority_id, child_id, $2 from pep where id = $1
         on conflict (pep_id) do update set held_on = excluded.held_on`,
      [plan.pepId, Temporal.PlainDate.from(planToday).subtract({ days: 7 }).toString()]
    )
    const shown = await head.get('/authority/policy/clocks.submit?value=1&days=calendar&on=yes')
    expect(shown.html).toContain('every open plan late')
    expect(
      (await head.post('/authority/policy/clocks.submit', { value: '1', days: 'calendar', on: 'yes' })).status
    ).toBe(422)
    expect(await stored()).toEqual(before)
  })
})
