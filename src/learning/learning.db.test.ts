import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let at: (page: string) => string

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  at = page => `/peps/${plan.pepId}/${page}`
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const figures = {
  ...{ 'from-day': '2', 'from-month': '9', 'from-year': '2026', 'to-day': '20', 'to-month': '11', 'to-year': '2026' },
  ...{ possible: '100', attended: '90', authorised: '6', unauthorised: '4', late: '3' },
  ...{ 'possible-2026-09-07': '10', 'attended-2026-09-07': '8' }
}
const rows = (table: string) => plan.run(`select * from ${table} where pep_id = $1`, [plan.pepId])

describe('attendance', () => {
  it('refuses more attended than possible, and a day to come', async () => {
    const { status, html } = await dt.post(at('attendance'), { ...figures, attended: '101' })
    expect(status).toBe(422)
    expect(html).toContain('101 attended is more than the 100 possible')
    expect((await dt.post(at('attendance'), { ...figures, 'to-day': '25' })).html).toContain('has not come yet')
    expect(await rows('attendance_summary')).toEqual([])
  })

  it('is not a stranger’s to see or write', async () => {
    const other = await served.as('dt-elsewhere')
    expect((await other.get(at('attendance'))).status).toBe(404)
    expect((await other.post(at('attendance'), figures, '/demo')).status).toBe(404)
    expect((await (await served.as('sw')).post(at('attendance'), figures, '/demo')).status).toBe(403)
    expect(await rows('attendance_summary')).toEqual([])
  })

  it('is saved with its finding and its picture', async () => {
    expect((await dt.post(at('attendance'), figures)).goes).toBe(at('attendance'))
    const { html } = await dt.get(at('attendance'))
    expect(html).toContain('90% attended. This is persistent absence')
    expect(html).toContain('<svg')
    expect(html).not.toContain('style=')
    expect(await rows('attendance_summary')).toMatchObject([
      { by_week: [{ week: '2026-09-07', possible: 10, attended: 8 }] }
    ])
  })

  it('a colleague who was granted the section writes it', async () => {
    const helper = await served.as('helper')
    const base = /name="base-1" value="([^"]+)"/.exec((await helper.get(at('attendance'))).html)?.[1] ?? ''
    const late = (times: string) => ({ ...figures, late: times, 'base-1': base })
    expect((await helper.post(at('attendance'), late('5'))).goes).toBe(at('attendance'))
    const second = await dt.post(at('attendance'), late('6'))
    expect(second.status).toBe(409)
    expect(second.html).toContain('Times late: 5')
    expect(second.html).toContain('Times late: 6')
    expect(await rows('attendance_summary')).toMatchObject([{ late: 5 }])
    expect(
      (await helper.post(at('attainment'), { 'subject-1': 'Maths', 'explanation-1': 'x' }, at('attendance'))).status
    ).toBe(403)
  })

  it('adds and removes a suspension', async () => {
    const one = {
      'starts-day': '5',
      'starts-month': '10',
      'starts-year': '2026',
      sessions: '4',
      reason: 'DB',
      ledUp: '<b>words'
    }
    expect((await dt.post(at('attendance/suspension'), { ...one, sessions: '0' })).status).toBe(422)
    expect((await dt.post(at('attendance/suspension'), one)).goes).toBe(at('attendance'))
    const [row] = await rows('suspension')
    expect(row).toMatchObject({ sessions: 4, led_up: '<b>words' })
    await dt.post(at('attendance'), { remove: `${row?.id}` })
    expect(await rows('suspension')).toEqual([])
  })
})

describe('attainment', () => {
  it('asks for the sentence and keeps what was typed', async () => {
    const { status, html } = await dt.post(at('attainment'), { 'subject-1': 'English', 'workingAt-1': '4' })
    expect(status).toBe(422)
    expect(html).toContain('English: add a sentence that explains the figure')
    expect(await rows('attainment')).toEqual([])
  })

  it('saves the table whole, and says it again from the plan before', async () => {
    await plan.run(
      `insert into attainment (id, pep_id, authority_id, child_id, subject, scale, working_at) values (gen_random_uuid(), $1, 937, $2, 'History', 'key-stage-4-grades', '3')`,
      [plan.previousPepId, plan.childId]
    )
    expect((await dt.get(at('attainment'))).html).toContain('History')
    await dt.post(at('attainment'), {
      ...{ 'subject-1': 'English', 'workingAt-1': '4', 'explanation-1': 'Reads "aloud" <well>' },
      ...{ 'subject-2': 'Maths' }
    })
    expect(await rows('attainment')).toMatchObject([
      { subject: 'English', working_at: '4', explanation: 'Reads "aloud" <well>' }
    ])
    const adviser = await served.as('adviser')
    expect((await adviser.get(at('attainment'))).html).toContain('Reads &quot;aloud&quot; &lt;well>')
  })

  it('asks what the phase asks, and keeps results from plan to plan until there is a newer one', async () => {
    await plan.run(
      `insert into attainment (id, pep_id, authority_id, child_id, subject, scale, working_at) values (gen_random_uuid(), $1, 937, $2, 'KS2 maths', 'scaled-score', '104')`,
      [plan.previousPepId, plan.childId]
    )
    const { html } = await dt.get(at('attainment'))
    for (const label of [
      'Qualification',
      'Tier',
      'Working at',
      'Predicted',
      'Target',
      'Attitude to learning',
      'On track?'
    ])
      expect(html).toContain(label)
    expect(html).toContain('value="104"')
    expect((await dt.post(at('attainment'), { 'result-t2': '121' })).html).toContain(
      'enter a whole number from 80 to 120'
    )
    await dt.post(at('attainment'), { 'result-t2': '104' })
    expect((await rows('attainment')).at(-1)).toMatchObject({ subject: 'KS2 maths', working_at: '104' })
  })

  it('two who write different subjects never clash; one subject shows both versions', async () => {
    const { html } = await dt.get(at('attainment'))
    const fields = Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
        .map(([, name = '', value = '']) => [name, value] as const)
        .filter(([name]) => /^(base|id|subject)-[123]$/.test(name))
    )
    const english = (words: string) => ({ 'workingAt-1': '4', 'explanation-1': words })
    const unchanged = english('Reads "aloud" <well>')
    await dt.post(at('attainment'), { ...fields, ...unchanged, 'explanation-2': 'Counts' })
    expect((await dt.post(at('attainment'), { ...fields, ...english('Mine'), 'explanation-2': '' })).goes).toBe(
      at('attainment')
    )
    expect(await rows('attainment')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ subject: 'English', explanation: 'Mine' }),
        expect.objectContaining({ subject: 'Maths', explanation: 'Counts' })
      ])
    )
    const second = await dt.post(at('attainment'), { ...fields, ...english('Yours') })
    expect(second.status).toBe(409)
    for (const words of ['Mine', 'Yours']) expect(second.html).toContain(words)
  })
})
