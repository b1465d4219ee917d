import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { withLinkTokens } from '../people/one-time-link.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

// Today is Tuesday 24 November 2026; the autumn term ends on Friday 18 December.
let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let sw: Visitor
let here: string
let swId: string

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  swId = String((await plan.run(`select id from person where demo_word = 'sw'`))[0]?.id)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  sw = await served.as('sw')
  here = `/peps/${plan.pepId}/meeting`
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const on = (name: string, iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
const arrange = (who: Visitor, changes: Record<string, string> = {}) =>
  who.postAll(here, {
    ...on('date', '2026-12-08'),
    time: '14:30',
    place: 'Alder School, Library',
    'date-reason': 'The first free day',
    interpreter: 'not-needed',
    ...on('arranged', planToday),
    ...changes,
    invite: [`social-worker:${swId}`]
  })
const days = () =>
  plan.run(
    `select first_day::text, last_day::text, kind, words from setting_closed_day where removed_at is null order by first_day`
  )

describe('days on which a school holds no meetings', () => {
  it('are marked by its teacher, with words by the field where something is wrong', async () => {
    const wrong = await dt.post('/closed-days', {
      ...on('first', '2026-12-07'),
      ...on('last', '2026-12-04'),
      kind: 'exam'
    })
    expect([wrong.status, wrong.html.includes('href="#last-day"')]).toEqual([422, true])
    expect(await days()).toEqual([])
    const exams = { ...on('first', '2026-12-07'), ...on('last', '2026-12-11'), kind: 'exam', words: 'year 11 <mocks>' }
    expect((await dt.post('/closed-days', exams)).goes).toBe('/closed-days')
    await dt.post('/closed-days', { ...on('first', '2026-12-14'), kind: 'training' })
    expect(await days()).toEqual([
      { first_day: '2026-12-07', last_day: '2026-12-11', kind: 'exam', words: 'year 11 <mocks>' },
      { first_day: '2026-12-14', last_day: '2026-12-14', kind: 'training', words: '' }
    ])
    expect((await dt.get('/closed-days')).html).toContain('year 11 &lt;mocks>')
  })

  it('another school’s teacher neither sees them as theirs nor takes them away; a social worker has no such page', async () => {
    const other = await served.as('dt-elsewhere')
    const [row] = await plan.run('select id from setting_closed_day limit 1')
    expect((await other.get('/closed-days')).html).not.toContain('&lt;mocks')
    expect((await other.post('/closed-days', { remove: String(row?.id) })).status).toBe(422)
    expect((await sw.get('/closed-days')).status).toBe(403)
    expect(await days()).toHaveLength(2)
  })

  it('whoever arranges is told why a day is not offered, and cannot take it', async () => {
    const { html } = await sw.get(`${here}/dates`)
    expect(html).toContain(`href="${here}?date=2026-12-03"`)
    expect(html).not.toContain('date=2026-12-08')
    expect(html).toMatch(
      /Monday 7 December 2026 to Friday 11 December 2026: not possible, exams \(year 11 &lt;mocks>\)/
    )
    expect(html).toMatch(/Monday 14 December 2026: not possible, staff training or induction/)
    const got = await arrange(sw)
    expect([got.status, got.html.includes('the school holds no meetings then')]).toEqual([422, true])
    expect(await plan.run('select * from meeting')).toEqual([])
  })

  it('a chosen date stands in the form', async () => {
    const { html } = await sw.get(`${here}?date=2026-12-03`)
    expect(html).toMatch(/name="date-day"[^>]*value="3"/)
    expect((await sw.get(`${here}?date=nonsense`)).status).toBe(200)
  })

  it('a mark says which meetings are there already, and leaves them', async () => {
    await arrange(sw, on('date', '2026-12-03'))
    await dt.post('/closed-days', { ...on('first', '2026-12-03'), kind: 'closed' })
    expect((await dt.get('/closed-days')).html).toContain('One meeting is already arranged on them: move it')
    expect(await plan.run('select on_date::text from meeting')).toEqual([{ on_date: '2026-12-03' }])
  })

  it('taken away, the day is offered again', async () => {
    const [row] = await plan.run(`select id from setting_closed_day where kind = 'exam'`)
    await dt.post('/closed-days', { remove: String(row?.id) })
    expect((await arrange(sw)).goes).toBe(here)
    expect(await plan.run('select on_date::text from meeting')).toEqual([{ on_date: '2026-12-08' }])
  })
})

describe('the year’s three dates', () => {
  const year = () => `${here}/year`
  const planned = () =>
    plan.run('select year, term, on_date::text, at_time::text from planned_meeting order by on_date')

  beforeAll(() => plan.run('update meeting set on_date = null, at_time = null, arranged_on = null'))

  it('all or none: one wrong date keeps the others unsaved, and says which', async () => {
    const got = await dt.post(year(), { ...on('on-spring', '2027-01-20'), ...on('on-summer', '2027-05-01') })
    expect(got.status).toBe(422)
    expect(got.html).toContain('href="#on-summer-day"')
    expect(got.html).toMatch(/1 May 2027 is a Saturday/)
    expect(await planned()).toEqual([])
  })

  it('are settled in one go, with a warning for the second half', async () => {
    const got = await dt.post(year(), {
      ...on('on-autumn', '2026-12-10'),
      ...on('on-spring', '2027-01-20'),
      'at-spring': '9.30',
      ...on('on-summer', '2027-05-11')
    })
    expect(got.goes).toBe(year())
    expect((await dt.get(year())).html).toContain('second half of the autumn term')
    expect(await planned()).toEqual([
      { year: '2026-27', term: 'autumn', on_date: '2026-12-10', at_time: null },
      { year: '2026-27', term: 'spring', on_date: '2027-01-20', at_time: '09:30:00' },
      { year: '2026-27', term: 'summer', on_date: '2027-05-11', at_time: null }
    ])
  })

  it('next term’s stands in the record of this meeting, this term’s in the form that arranges it', async () => {
    expect((await dt.get(`${here}/held`)).html).toMatch(
      /name="next-day"[^>]*value="20"[\s\S]*name="next-month"[^>]*value="1"/
    )
    const { html } = await dt.get(here)
    expect(html).toMatch(/name="date-day"[^>]*value="10"/)
    expect(html).toContain('settled before for this term')
  })

  it('a term left empty has no date any more', async () => {
    await dt.post(year(), { ...on('on-spring', '2027-01-20'), ...on('on-summer', '') })
    expect((await planned()).map(row => row.term)).toEqual(['spring'])
  })

  it('where this term’s is arranged, it is the three that follow', async () => {
    await plan.run(`update meeting set on_date = '2026-12-09', at_time = '10:00'`)
    const { html } = await dt.get(year())
    expect(html).toContain('This term’s meeting is on Wednesday 9 December 2026.')
    expect(html.match(/Date in the [a-z]+ term [\d-]+/g)).toEqual([
      'Date in the spring term 2026-27',
      'Date in the summer term 2026-27',
      'Date in the autumn term 2027-28'
    ])
  })

  it('another school’s teacher gets 404', async () => {
    const other = await served.as('dt-elsewhere')
    for (const path of ['/year', '/dates', '/call-off']) expect((await other.get(here + path)).status).toBe(404)
  })
})

describe('an interpreter, and the child’s own choice', () => {
  const booking = async () =>
    (
      await plan.run(
        'select interpreter, interpreter_words, interpreter_asked_on::text as asked, interpreter_confirmed_on::text as confirmed from meeting'
      )
    )[0]
  const ina = { 'other-0-name': 'Ina', 'other-0-email': 'ina@talk.example', 'other-0-party': 'interpreter' }

  it('asked for: the language is needed', async () => {
    const got = await arrange(dt, { interpreter: 'requested' })
    expect(got.html).toContain('Say which language the interpreter speaks')
    await arrange(dt, { interpreter: 'requested', 'interpreter-words': 'Dari, for the carer', ...ina })
    expect(await booking()).toEqual({
      interpreter: 'requested',
      interpreter_words: 'Dari, for the carer',
      asked: planToday,
      confirmed: null
    })
    expect((await dt.get(here)).html).toContain('Asked for on Tuesday 24 November 2026, and not confirmed yet.')
  })

  it('is booked by a yes to their own invitation, and to be found anew with a no', async () => {
    const [mail] = await plan.run(`select words from outbox where to_email = 'ina@talk.example'`)
    const link =
      /\/invitations\/[\w-]+/.exec(
        withLinkTokens(String(mail?.words), 'a secret of thirty-two characters or more')
      )?.[0] ?? ''
    const anybody = await served.as('nobody-at-all')
    await anybody.post(link, { answer: 'accepted' })
    expect(await booking()).toMatchObject({ interpreter: 'confirmed', confirmed: planToday })
    await anybody.post(link, { answer: 'declined' })
    expect(await booking()).toMatchObject({ interpreter: 'requested', confirmed: null })
    await anybody.post(link, { answer: 'accepted' })
  })

  it('another time: the booking is to be confirmed anew, and whoever moved it is told', async () => {
    const [row] = await plan.run(`select id from invitation where name = 'Ina'`)
    const keep = { keep: String(row?.id), interpreter: 'confirmed', 'interpreter-words': 'Dari, for the carer' }
    await arrange(dt, { ...keep, time: '15:00' })
    expect(await booking()).toMatchObject({ interpreter: 'requested', asked: planToday, confirmed: null })
    expect((await dt.get(here)).html).toContain('have the booking confirmed anew')
  })

  it('the answer of anybody else books nobody', async () => {
    const [mail] = await plan.run(`select words from outbox where to_person = $1 and kind = 'invited'`, [swId])
    const link =
      /\/invitations\/[\w-]+/.exec(
        withLinkTokens(String(mail?.words), 'a secret of thirty-two characters or more')
      )?.[0] ?? ''
    const anybody = await served.as('nobody-at-all')
    expect((await anybody.post(link, { answer: 'accepted' })).goes).toBe(link)
    expect(await booking()).toMatchObject({ interpreter: 'requested', confirmed: null })
  })

  it('the child’s choice stands before whoever arranges and chairs', async () => {
    expect((await dt.get(here)).html).toMatch(/Rowan[\w ]*<\/bdi> has not said yet whether to come/)
    await plan.run(
      `insert into views (pep_id, party, authority_id, child_id, wants_to_come, with_whom) values ($1, 'child', 937, $2, 'part', 'my <nan>')`,
      [plan.pepId, plan.childId]
    )
    for (const path of [here, `${here}/held`]) {
      const { html } = await dt.get(path)
      expect(html).toMatch(/<strong><bdi>Rowan[\w ]*<\/bdi> wants to come, for part of it/)
      expect(html).toContain('my &lt;nan>')
    }
  })
})
