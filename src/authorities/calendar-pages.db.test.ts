import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let admin: Visitor

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  await plan.person('admin', 'administrator')
  served = await serveFor(database, planToday)
  admin = await served.as('admin')
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const box = (name: string, iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
const policy = async () => (await plan.run('select policy from authority where id = 937'))[0]?.policy as object
/** The plan's review, as the projection of its clocks has it. */
const reviewDue = async () =>
  (await plan.run(`select due::text from clock where pep_id = $1 and name = 'termly-review'`, [plan.pepId]))[0]?.due

describe('term dates by form', () => {
  const at = '/authority/calendar/2026-27/autumn'
  const dates = (halfTerm = ['2026-10-19', '2026-10-23']) => ({
    ...box('start', '2026-09-02'),
    ...box('halfTermStart', halfTerm[0] ?? ''),
    ...box('halfTermEnd', halfTerm[1] ?? ''),
    ...box('end', '2026-12-18'),
    closed: '16/10/2026'
  })

  it('are read by the Virtual School and set by who sets policy', async () => {
    expect((await admin.get('/authority/calendar')).html).toContain('2026-27')
    expect((await admin.get(at)).status).toBe(200)
    expect((await (await served.as('adviser')).get('/authority/calendar')).status).toBe(200)
    expect((await (await served.as('adviser')).get(at)).status).toBe(403)
    expect((await (await served.as('dt')).get('/authority/calendar')).status).toBe(403)
    for (const odd of ['/authority/calendar/2026/autumn', '/authority/calendar/2026-27/winter'])
      expect((await admin.get(odd)).status).toBe(404)
  })

  it('say what is wrong, field by field, and nothing is stored', async () => {
    const before = await plan.run('select * from calendar_term')
    const wrong = { ...dates(['2026-10-19', '2026-10-12']), closed: 'Monday' }
    const { html } = await admin.get(`${at}?${new URLSearchParams(wrong)}`)
    expect(html).toContain('“Monday” is not a date. Write one day a line, for example 23/10/2026')
    const month13 = { ...dates(), 'start-month': '13' }
    const boxes = (await admin.get(`${at}?${new URLSearchParams(month13)}`)).html
    expect(boxes).toContain('Enter a day, a month and a year, for example 2 9 2026')
    expect(boxes).not.toMatch(/is not a date|\d{4}-\d\d-\d\d\b(?!["/])/)
    const nextYear = (await admin.get(`${at}?${new URLSearchParams({ ...dates(), 'start-year': '2027' })}`)).html
    expect(nextYear).toContain(
      'Thursday 2 September 2027 is not in the autumn term 2026-27, which lies between Saturday 1 August 2026'
    )
    expect((await admin.post(at, wrong)).status).toBe(422)
    const overlap = { ...dates(), ...box('end', '2027-01-08') }
    expect((await admin.post(at, overlap)).status).toBe(422)
    expect(await plan.run('select * from calendar_term')).toEqual(before)
  })

  it('show what they change, then are saved, and every clock obeys', async () => {
    const { html } = await admin.get(`${at}?${new URLSearchParams(dates())}`)
    expect(html).toMatch(/This moves \d+ due dates? and makes/)
    expect((await admin.post(at, dates())).goes).toBe('/authority/calendar')
    // Half-term a week sooner, and its Friday is for staff: Thursday 15 October.
    expect(await reviewDue()).toBe('2026-10-15')
    expect((await admin.get('/authority/calendar')).html).toContain('Friday 16 October 2026')
    expect(
      await plan.run(`select reason from audit_event where action = 'set term dates' and payload_digest is not null`)
    ).toEqual([{ reason: 'autumn 2026-27' }])
  })
})

describe('term dates from a file', () => {
  it('name each slip by its row and say what the rest would change', async () => {
    const csv = [
      'year,term,kind,date',
      '2026-27,autumn,start,2026-09-02',
      '2026-27,autumn,half-term-start,2026-10-26',
      '2026-27,autumn,half-term-end,2026-10-30',
      '2026-27,autumn,end,2026-12-18',
      '2026-27,spring,start,2027-02-30'
    ].join('\n')
    const form = new FormData()
    form.append('kind', 'calendar')
    form.append('file', new Blob([csv], { type: 'text/csv' }), 'terms.csv')
    expect((await admin.get('/imports?kind=calendar')).html).toMatch(/value="calendar"[^>]*checked/)
    const { goes } = await admin.post('/imports', form)
    const tried = await admin.get(goes ?? '')
    expect(tried.html).toContain('“2027-02-30” is not a date')
    expect(tried.html).toContain('terms, row 6, date')
    expect(tried.html).toMatch(/This moves \d+ due date/)
    const done = await admin.post(goes ?? '', {})
    expect(done.goes).toContain('/imports/')
    expect(await reviewDue()).toBe('2026-10-23')
  })
})

describe('published deadlines', () => {
  const at = '/authority/published-deadlines'
  const year9 = { term: 'autumn 2026-27', for: 'secondary', groups: '', ...box('date', '2026-10-09') }

  it('stand in place of the half-term rule once they are saved, and go again', async () => {
    const { html } = await admin.get(`${at}?${new URLSearchParams(year9)}`)
    expect(html).toContain('Secondary, autumn term 2026-27')
    expect(html).toMatch(/This moves 1 due date/)
    expect(await reviewDue()).toBe('2026-10-23')
    const {
      'date-day': _,
      'date-month': __,
      'date-year': ___,
      ...rest
    } = { ...year9, date: '2026-10-09' } as Record<string, string>
    expect((await admin.post(at, rest)).goes).toBe(at)
    expect(await reviewDue()).toBe('2026-10-09')
    expect((await admin.get('/deadlines')).html).toContain('Secondary: Friday 9 October 2026')
    expect((await admin.post(at, rest)).status).toBe(422)
    expect((await admin.post(at, { without: 'autumn 2026-27' })).status).toBe(422)
    expect((await admin.post(at, { without: '2026-27 autumn 7.8.9.10.11' })).goes).toBe(at)
    expect(await reviewDue()).toBe('2026-10-23')
    expect((await admin.get('/authority/policy')).html).toContain('Secondary, autumn 2026-27: Friday 9 October 2026')
  })

  it('are not an adviser’s to set', async () => {
    const adviser = await served.as('adviser')
    expect((await adviser.get(at)).status).toBe(200)
    expect((await adviser.post(at, year9)).status).toBe(403)
  })
})

describe('bank holidays', () => {
  const at = '/authority/bank-holidays'
  it('are England’s and Wales’s, but for what the council says', async () => {
    expect((await admin.get(at)).html).toContain('Friday 25 December 2026')
    const added = { do: 'add', name: 'A coronation', date: '2026-12-09' }
    expect((await admin.get(`${at}?${new URLSearchParams(added)}`)).html).toContain('would be a bank holiday')
    expect((await admin.post(at, added)).goes).toBe(at)
    expect((await admin.get(at)).html).toContain('Yes: added here')
    expect((await admin.post(at, { do: 'remove', date: '2026-12-25' })).goes).toBe(at)
    expect((await admin.get(at)).html).toContain('No: worked here')
    expect(await policy()).toMatchObject({
      bankHolidays: { added: [{ date: '2026-12-09', name: 'A coronation' }], removed: ['2026-12-25'] }
    })
    expect((await admin.post(at, { do: 'add', name: 'Again', date: '2026-12-09' })).goes).toBe(at)
    expect((await admin.post(at, { do: 'add', name: 'Sunday', date: '2026-12-06' })).status).toBe(422)
    expect((await admin.post(at, { do: 'add', name: 'Nothing', date: '2026-02-30' })).status).toBe(422)
  })
})
