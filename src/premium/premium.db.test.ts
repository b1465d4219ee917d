import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let here: string

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  here = `/peps/${plan.pepId}/premium`
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const line = {
  category: 'tuition',
  what: '<u>Maths tutor</u>',
  quantity: '1.5',
  unit: 'hours',
  rate: '35.01',
  recurrence: 'one-off'
}
const rows = () => plan.run('select * from premium_line where pep_id = $1', [plan.pepId])

describe('premium', () => {
  it('refuses a target of another plan, no quantity and a negative rate', async () => {
    const { status, html } = await dt.post(`${here}/new`, {
      ...line,
      target: plan.lastTargetId,
      quantity: '0',
      rate: '-1'
    })
    expect(status).toBe(422)
    for (const id of ['target', 'quantity', 'rate']) expect(html).toContain(`href="#${id}"`)
    expect(await rows()).toEqual([])
  })

  it('is not a stranger’s', async () => {
    const other = await served.as('dt-elsewhere')
    expect((await other.post(`${here}/new`, line, '/demo')).status).toBe(404)
    expect(await rows()).toEqual([])
  })

  it('computes the cost, half a penny up, and says what is missing', async () => {
    expect((await dt.post(`${here}/new`, line)).goes).toBe(here)
    expect(await rows()).toMatchObject([{ cost_pence: 5252, what: '<u>Maths tutor</u>' }])
    const { html } = await dt.get(here)
    expect(html).toContain('Not tied to a target')
    expect(html).toContain('£52.52 lies in the £400 band')
    expect(html).not.toContain('<u>Maths')
  })

  it('is decided by the adviser once submitted, and never by the school', async () => {
    const at = `${here}/${(await rows())[0]?.id}/decision`
    const adviser = await served.as('adviser')
    expect((await adviser.get(at)).status).toBe(403)
    await plan.run(`update pep set state = 'submitted' where id = $1`, [plan.pepId])
    expect((await dt.get(at)).status).toBe(403)
    expect((await adviser.post(at, { decision: 'agreed-in-part', part: '60', reason: 'shared' })).status).toBe(422)
    expect((await adviser.post(at, { decision: 'declined', reason: '' })).status).toBe(422)
    expect((await adviser.post(at, { decision: 'agreed-in-part', part: '20', reason: 'shared' })).goes).toBe(here)
    expect(await rows()).toMatchObject([{ decision: 'agreed-in-part', agreed_pence: 2000 }])
    await plan.run(`update pep set state = 'in-progress' where id = $1`, [plan.pepId])
  })

  it('a changed line is a new request', async () => {
    const id = (await rows())[0]?.id
    await dt.post(`${here}/${id}`, { ...line, quantity: '2' })
    expect(await rows()).toMatchObject([{ cost_pence: 7002, decision: null, agreed_pence: null }])
    await dt.post(here, { line: `${id}` })
    expect(await rows()).toEqual([])
  })
})

describe('last targets', () => {
  const reviews = () => plan.run('select * from target_review where target_id = $1', [plan.lastTargetId])
  const at = () => `/peps/${plan.pepId}/last-targets`

  it('asks for an outcome, and why where it was not achieved', async () => {
    expect((await dt.post(at(), {})).html).toContain('Choose what came of target 1')
    expect((await dt.post(at(), { 'outcome-1': 'not' })).html).toContain('Say why target 1 was not fully achieved')
    expect((await dt.post(at(), { 'outcome-1': 'achieved', 'spent-1': '5' })).html).toContain('Say what the money did')
    expect(await reviews()).toEqual([])
  })

  it('saves, and offers the next target filled in', async () => {
    const said = { 'outcome-1': 'partly', 'why-1': 'Many days <missed>', 'next-1': 'break-down' }
    expect((await dt.post(at(), said)).goes).toBe(at())
    expect(await reviews()).toMatchObject([{ outcome: 'partly', reviewed_in: plan.pepId, why: 'Many days <missed>' }])
    expect((await dt.get(at())).html).toContain(`/targets/new?from=${plan.lastTargetId}`)
  })

  it('a first plan has none', async () => {
    await plan.run('update pep set previous_pep_id = null where id = $1', [plan.pepId])
    expect((await dt.get(at())).html).toContain('This is the first plan')
  })
})
