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
    const base = { 'base-1': /name="base-1" value="([^"]+)"/.exec((await adviser.get(at)).html)?.[1] ?? '' }
    expect((await adviser.post(at, { ...base, decision: 'agreed-in-part', part: '60', reason: 'shared' })).status).toBe(
      422
    )
    expect((await adviser.post(at, { ...base, decision: 'declined', reason: '' })).status).toBe(422)
    const inPart = { ...base, decision: 'agreed-in-part', part: '20', reason: 'shared' }
    expect((await adviser.post(at, inPart)).goes).toBe(here)
    expect((await adviser.post(at, { ...inPart, part: '30' })).status).toBe(409)
    expect(await rows()).toMatchObject([{ decision: 'agreed-in-part', agreed_pence: 2000 }])
    await plan.run(`update pep set state = 'in-progress' where id = $1`, [plan.pepId])
  })

  const baseOf = async (at: string) => /name="base-1" value="([^"]+)"/.exec((await dt.get(at)).html)?.[1] ?? ''

  it('a changed line is a new request; who changes it on an older version sees both and chooses', async () => {
    const at = `${here}/${(await rows())[0]?.id}`
    const base = { 'base-1': await baseOf(at) }
    await dt.post(at, { ...line, ...base, quantity: '2' })
    expect(await rows()).toMatchObject([{ cost_pence: 7002, decision: null, agreed_pence: null }])
    const second = await dt.post(at, { ...line, ...base, quantity: '3' })
    expect(second.status).toBe(409)
    expect(second.html).toContain('2 hours × £35.01 = £70.02')
    expect(second.html).toContain('3 hours × £35.01 = £105.03')
    expect((await dt.post(at, { ...line, ...base, quantity: '2' })).goes).toBe(here)
    expect(await rows()).toMatchObject([{ cost_pence: 7002 }])
    await dt.post(at, { ...line, 'base-1': await baseOf(at), quantity: '3', at: '1', keep: 'mine' })
    expect(await rows()).toMatchObject([{ cost_pence: 10503 }])
  })

  it('a decision on a request that was changed meanwhile is not taken', async () => {
    const id = (await rows())[0]?.id
    const adviser = await served.as('adviser')
    await plan.run(`update pep set state = 'submitted' where id = $1`, [plan.pepId])
    const at = `${here}/${id}/decision`
    const base = /name="base-1" value="([^"]+)"/.exec((await adviser.get(at)).html)?.[1] ?? ''
    await plan.run('update premium_line set cost_pence = 20000 where id = $1', [`${id}`])
    const { status, html } = await adviser.post(at, { decision: 'agreed', reason: '', 'base-1': base })
    expect(status).toBe(409)
    expect(html).toContain('It is now £200')
    expect(await rows()).toMatchObject([{ decision: null }])
    await plan.run(`update pep set state = 'in-progress' where id = $1`, [plan.pepId])
  })

  it('is removed only as it was read', async () => {
    const id = `${(await rows())[0]?.id}`
    expect((await dt.post(here, { line: id, 'base-1': 'older' })).status).toBe(422)
    await dt.post(here, { line: id, 'base-1': await baseOf(`${here}/${id}`) })
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

  it('two who review at once: the second sees both versions; theirs stays where it is chosen', async () => {
    const base = /name="base-1" value="([^"]+)"/.exec((await dt.get(at())).html)?.[1] ?? ''
    const said = (why: string) => ({ 'outcome-1': 'partly', 'why-1': why, 'next-1': 'break-down', 'base-1': base })
    expect((await dt.post(at(), said('First'))).goes).toBe(at())
    const second = await dt.post(at(), said('Second'))
    expect(second.status).toBe(409)
    expect(second.html).toContain('Why: First')
    expect(second.html).toContain('Why: Second')
    expect((await dt.post(at(), said('First'))).goes).toBe(at())
    const now = /name="base-1" value="([^"]+)"/.exec(second.html)?.[1] ?? ''
    await dt.post(at(), { ...said('Second'), 'base-1': now, at: '1', keep: 'theirs' })
    expect(await reviews()).toMatchObject([{ why: 'First' }])
    await dt.post(at(), { ...said('Second'), 'base-1': now, at: '1', keep: 'mine' })
    expect(await reviews()).toMatchObject([{ why: 'Second' }])
  })

  it('a first plan has none', async () => {
    await plan.run('update pep set previous_pep_id = null where id = $1', [plan.pepId])
    expect((await dt.get(at())).html).toContain('This is the first plan')
  })
})
