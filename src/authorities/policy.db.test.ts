import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { figures } from '../guidance/policy-figures.ts'
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
    expect(html).toContain('This changes nothing now. It matters from the next child who has no school place.')
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
    expect(shown.html).toContain('the one open plan of the autumn term 2026-27')
    const value = { value: '1', days: 'calendar', on: 'yes' }
    const refused = await head.post(`/authority/policy/clocks.submit?${new URLSearchParams(value)}`, value)
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('Tick the box to say that you know')])
    expect(await stored()).toEqual(before)
    const known = await head.post('/authority/policy/clocks.submit', { ...value, known: 'yes' })
    expect(known.goes).toBe('/authority/policy')
    expect(await stored()).toMatchObject({ clocks: { submit: { days: 1, kind: 'calendar' } } })
  })
})

describe('a clock that the law asks for', () => {
  const at = '/authority/policy/clocks.hold-initial'
  const off = { value: '20', days: 'working', on: 'no' }
  it('is switched off only with a reason, and says which law it is', async () => {
    const { html } = await head.get(`${at}?${new URLSearchParams(off)}`)
    expect(html).toContain(
      'regulation 33(1) of the Care Planning, Placement and Case Review (England) Regulations 2010'
    )
    const before = await stored()
    const refused = await head.post(`${at}?${new URLSearchParams(off)}`, { ...off, reason: ' ' })
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('Say why it falls short of')])
    expect(await stored()).toEqual(before)
    expect((await head.post(at, { ...off, reason: 'A pilot with the courts' })).goes).toBe('/authority/policy')
    expect((await head.get('/authority/policy')).html).toContain('Because: A pilot with the courts')
  })
  it('needs none where it is sooner than the law', async () =>
    expect((await head.post(at, { value: '15', days: 'working', on: 'yes' })).goes).toBe('/authority/policy'))
  it('longer than the law is the same', async () =>
    expect((await head.post(at, { value: '30', days: 'working', on: 'yes' })).status).toBe(422))
})

describe('each figure says what it changes, or from when it matters', () => {
  it.each(figures.map(({ key }) => key))('%s', async key => {
    const { html } = await head.get(`/authority/policy/${key}`)
    const form = html.slice(html.indexOf('<form method="get"'))
    const tried = new URLSearchParams()
    for (const [, name = '', value = ''] of form.matchAll(/<input[^>]*\bname="([^"]+)"[^>]*\bvalue="([^"]*)"/g))
      if (!tried.has(name)) tried.set(name, value)
    const shown = await head.get(`/authority/policy/${key}?${tried}`)
    const effect = /govuk-inset-text">(.*?)<\/div>/s.exec(shown.html)?.[1]
    expect(effect).toMatch(/changes nothing now\. It matters (from|once) \S|\d/)
    expect(shown.html).toMatch(/>\s*Save /)
  })
})
