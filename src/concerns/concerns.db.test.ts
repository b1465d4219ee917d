import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let head: Visitor
let dt: Visitor
let adviser: Visitor
let concern: string

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  await plan.person('head', 'virtual-school-head')
  await plan.run(
    `update authority set policy = '{"clocks": {"concern": {"on": true, "days": 3, "kind": "working"}}}' where id = 937`
  )
  served = await serveFor(database, planToday)
  head = await served.as('head')
  dt = await served.as('dt')
  adviser = await served.as('adviser')
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const raise = async (by: Visitor, stage: string, words: string) =>
  (await by.post(`/children/${plan.childId}/concerns/new?pep=${plan.pepId}`, { stage, words, pep: plan.pepId })).goes

describe('a concern', () => {
  it('is seen with its thread, its due date and who sees it, by those in it and the head', async () => {
    concern = (await raise(dt, 'after', 'The social worker does not answer')) ?? ''
    for (const one of [dt, adviser, head]) {
      const { status, html } = await one.get(concern)
      expect(status).toBe(200)
      expect(html).toContain('The social worker does not answer')
      expect(html).toContain('Who sees this:')
      // Raised on Tuesday 24 November: three working days end on Friday.
      expect(html).toContain('An answer is due by Friday 27 November 2026')
    }
    expect((await head.get('/concerns')).html).toContain('To be answered by Friday 27 November 2026')
  })
  it('is not there for others who work with the child', async () => {
    for (const word of ['sw', 'dt-elsewhere', 'helper'])
      expect((await (await served.as(word)).get(concern)).status).toBe(word === 'helper' ? 403 : 404)
  })
  it('keeps its outcome', async () => {
    expect(
      (await adviser.post(concern, { decision: 'close', words: 'I rang', outcome: 'They meet monthly' })).goes
    ).toBe(concern)
    expect((await dt.get(concern)).html).toMatch(/I rang[\s\S]*They meet monthly/)
  })
})

describe('patterns of concerns', () => {
  const at = '/insight/concerns'
  it('are counted by setting, and lead down to the concerns', async () => {
    await raise(await served.as('sw'), 'before', 'Which targets?')
    await plan.run(
      `insert into concern (id, authority_id, child_id, stage, words, raised_by, raised_on)
         select gen_random_uuid(), 937, child_id, stage, 'Long ago', raised_by, '2022-05-01' from concern limit 1`
    )
    const { html } = await head.get(at)
    expect(html).toContain('2 concerns in twelve months')
    const cells = [
      ...html.matchAll(/<t[dh][^>]*role="(?:cell|rowheader)"[^>]*>(?:<span[^>]*>[^<]*<\/span>)?(.*?)<\/t[dh]>/g)
    ].map(([, cell = '']) => cell.replace(/<[^>]*>/g, ''))
    expect(cells).toEqual(['Alder School', '2', '1', '1', '1', '1', '1', '0 days', 'Tuesday 24 November 2026'])
    const down = /href="(\/concerns\?setting=[^"]+)"/.exec(html)?.[1] ?? ''
    expect((await head.get(down)).html).toMatch(/Which targets\?[\s\S]*does not answer/)
    expect((await head.get(down)).html).not.toContain('Long ago')
    expect((await head.get('/concerns?setting=-')).html).toContain('Long ago')
    expect((await head.get("/concerns?setting=' or true --")).html).not.toContain('Long ago')
  })
  it('are the Virtual School’s', async () => {
    expect((await adviser.get(at)).status).toBe(200)
    for (const word of ['dt', 'sw']) expect((await (await served.as(word)).get(at)).status).toBe(403)
  })
})
