import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { withLinkTokens } from '../people/one-time-link.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

const secret = 'a secret of thirty-two characters or more'
let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let anybody: Visitor
let here: string
let carer: string
let swId: string
let dtId: string

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  carer = await plan.family('carer', 'Wren Carer', 'wren@home.example')
  const idOf = async (word: string) =>
    String((await plan.run('select id from person where demo_word = $1', [word]))[0]?.id)
  swId = await idOf('sw')
  dtId = await idOf('dt')
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  anybody = await served.as('nobody-at-all')
  here = `/peps/${plan.pepId}/meeting/poll`
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
/** The next school days after the pretended one. */
const free = ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11', '2026-12-14', '2026-12-15']
const two = { ...on('date-0', '2026-12-10'), 'time-0': '9.30', ...on('date-1', '2026-12-08'), 'time-1': '14:30' }
const propose = (changes: Record<string, string> = {}, people = [`social-worker:${swId}`, `carer:${carer}`]) =>
  dt.postAll(here, { ...two, ...changes, people })
const latest = async (to: string) =>
  (await plan.run('select * from outbox where to_person = $1 order by made_at desc, id desc limit 1', [to]))[0]
const linkFor = async (to: string) =>
  /\/polls\/[\w-]+/.exec(withLinkTokens(String((await latest(to))?.words), secret))?.[0] ?? 'no link in the message'
const polls = async () => (await plan.run('select count(*)::int as n from meeting_poll'))[0]?.n

describe('proposing dates', () => {
  it.each<[string, Record<string, string>, string]>([
    ['one date alone', { 'date-1-day': '', 'date-1-month': '', 'date-1-year': '', 'time-1': '' }, 'at least two dates'],
    ['a Sunday', on('date-1', '2026-12-06'), 'Sunday'],
    ['a day of the holidays', on('date-1', '2026-12-29'), 'Christmas holiday'],
    ['no time', { 'time-1': '' }, 'time the meeting starts'],
    ['a time without its date', { 'time-2': '10:00' }, 'date of this time'],
    ['the same twice', { ...on('date-1', '2026-12-10'), 'time-1': '09:30' }, 'twice']
  ])('%s is refused, and nobody is asked', async (_, changes, why) => {
    const got = await propose(changes)
    expect([got.status, got.html.includes(why)]).toEqual([422, true])
    expect(await polls()).toBe(0)
  })
  it.each<[string, Record<string, string | readonly string[]>, string]>([
    ['days without their time', { days: ['2026-12-08', '2026-12-10'] }, 'time the meeting starts'],
    ['one day', { days: ['2026-12-08'], time: '14:30' }, 'at least two dates'],
    ['six', { days: free.slice(0, 6), time: '14:30' }, 'five dates at most'],
    ['a Sunday, which nobody could tick', { days: ['2026-12-06', '2026-12-08'], time: '14:30' }, 'at least two dates']
  ])('%s ticked is refused, and the ticks stay', async (_, fields, why) => {
    const got = await dt.postAll(here, { ...fields, people: [`social-worker:${swId}`] })
    expect([got.status, got.html.includes(why)]).toEqual([422, true])
    for (const day of [fields.days ?? []].flat().filter(day => free.includes(day)))
      expect(got.html).toMatch(new RegExp(`value="${day}"[^>]* checked`))
    expect(await polls()).toBe(0)
  })
  it('offers the free days of the window, and none that is not', async () => {
    const { html } = await dt.get(here)
    for (const day of free) expect(html).toContain(`value="${day}"`)
    for (const day of ['2026-11-26', '2026-12-05', '2026-12-06', '2026-12-25'])
      expect(html).not.toContain(`value="${day}"`)
  })
  it('to nobody, or to somebody who has no place here, is refused', async () => {
    expect((await propose({}, [])).html).toContain('Choose whom to ask')
    expect((await propose({}, [`social-worker:${newId()}`])).html).toContain('Choose whom to ask')
    expect(await polls()).toBe(0)
  })
  it('is not for another school', async () =>
    expect((await (await served.as('dt-elsewhere')).get(here)).status).toBe(404))

  it('asks each by their own link, which names nobody and no place', async () => {
    const mixed = { ...on('date-0', '2026-12-10'), 'time-0': '9.30', days: ['2026-12-08'], time: '14:30' }
    const asked = [`social-worker:${swId}`, `carer:${carer}`]
    expect((await dt.postAll(here, { ...mixed, people: asked })).goes).toBe(here)
    const [link, other] = [await linkFor(carer), await linkFor(swId)]
    expect(link).toMatch(/^\/polls\/[\w-]{43}$/)
    expect(other).not.toBe(link)
    expect(JSON.stringify(await plan.run('select * from outbox, poll_vote'))).not.toContain(link.split('/').at(-1))
    const { html, status } = await anybody.get(link)
    expect(status).toBe(200)
    // In order of their days, however they were typed.
    expect(html).toMatch(/Tuesday 8 December 2026 at 14:30[\s\S]*Thursday 10 December 2026 at 09:30/)
    expect(`${html}${(await latest(carer))?.words}`).not.toMatch(/Rowan|Ash\b|Wren|Alder|Person (dt|sw)/)
    expect((await dt.get(here)).html).toContain('0 of 2 people have answered')
  })
  it('asks only once at a time', async () => {
    expect((await propose()).status).toBe(422)
    expect(await polls()).toBe(1)
  })
})

describe('answering by link', () => {
  it('needs a word on each date, and a link that was sent', async () => {
    const link = await linkFor(carer)
    const unsaid = await anybody.post(link, { 'choice-0': 'yes' })
    expect(unsaid.status).toBe(422)
    expect(unsaid.html).toContain('Say whether Thursday 10 December 2026 at 09:30 suits')
    expect(unsaid.html).not.toContain('Say whether Tuesday')
    expect((await anybody.post(link, { 'choice-0': 'yes', 'choice-1': 'perhaps' })).status).toBe(422)
    const made = `/polls/${'A'.repeat(43)}`
    expect((await anybody.get(made)).status).toBe(404)
    expect((await anybody.post(made, { 'choice-0': 'yes' }, link)).status).toBe(404)
    expect(await plan.run('select id from poll_vote where choices is not null')).toEqual([])
  })
  it('shows the chair a table, and can be changed; who asked is told once, when all have answered', async () => {
    const link = await linkFor(carer)
    expect((await anybody.post(link, { 'choice-0': 'no', 'choice-1': 'yes' })).goes).toBe(link)
    const answer = { 'choice-0': 'yes', 'choice-1': 'if-need-be', words: 'After <three> is best' }
    expect((await anybody.post(link, answer)).goes).toBe(link)
    expect(await latest(dtId)).toBeUndefined()
    const shown = await dt.get(here)
    expect(shown.html).toMatch(/8 December 2026 at 14:30[\s\S]*Suits best[\s\S]*1: Wren Carer[\s\S]*1: Person sw/)
    expect(shown.html).toContain('After &lt;three> is best')
    const workers = await linkFor(swId)
    for (const _ of [1, 2]) await anybody.post(workers, { 'choice-0': 'yes', 'choice-1': 'no' })
    expect(await plan.run('select kind from outbox where to_person = $1', [dtId])).toEqual([{ kind: 'dates answered' }])
  })
})

describe('settling one', () => {
  it('leads to the invitation with its day and time, and ends the asking', async () => {
    const settle = /href="([^"]*\/meeting\?date=2026-12-08[^"]*)"/.exec((await dt.get(here)).html)?.[1] ?? ''
    const form = await dt.get(settle.replaceAll('&amp;', '&'))
    expect(form.html).toMatch(/name="time"[^>]*value="14:30"|value="14:30"[^>]*name="time"/)
    const meeting = `/peps/${plan.pepId}/meeting`
    const settled = await dt.postAll(meeting, {
      ...{ ...on('date', '2026-12-08'), time: '14:30', place: 'Library', interpreter: 'not-needed', chair: dtId },
      ...on('arranged', planToday),
      invite: [`social-worker:${swId}`, `carer:${carer}`]
    })
    expect(settled.goes).toBe(meeting)
    expect((await latest(carer))?.kind).toBe('invited')
    expect(await plan.run('select id from meeting_poll where closed_at is null')).toEqual([])
    expect((await dt.get(here)).html).toContain('Propose two to five dates')
  })
  it('the old link says so, and can do nothing', async () => {
    const words = (
      await plan.run(`select words from outbox where to_person = $1 and kind = 'dates proposed'`, [carer])
    )[0]
    const link = /\/polls\/[\w-]+/.exec(withLinkTokens(String(words?.words), secret))?.[0] ?? ''
    expect((await anybody.get(link)).status).toBe(410)
    const before = await plan.run('select choices from poll_vote order by id')
    expect((await anybody.post(link, { 'choice-0': 'no', 'choice-1': 'no' }, '/sign-in')).status).toBe(410)
    expect(await plan.run('select choices from poll_vote order by id')).toEqual(before)
  })
  it('asks whoever was typed in too, names whom no e-mail reaches, and says which dates suit equally', async () => {
    await plan.run('update person set email = null where id = $1', [carer])
    const other = { 'other-0-name': 'Ina', 'other-0-email': 'ina@talk.example', 'other-0-party': 'interpreter' }
    const form = await dt.get(here)
    expect(form.html).toMatch(/Wren Carer, carer[\s\S]*No e-mail address is known/)
    expect((await propose({ 'other-0-name': 'Ina' })).html).toContain('Enter an e-mail address')
    expect((await propose(other)).goes).toBe(here)
    const shown = await dt.get(here)
    expect(shown.html).toContain('By e-mail we have asked 2 people. No e-mail address is known for Wren Carer')
    expect(shown.html).toContain('0 of 2 people have answered')
    const [mail] = await plan.run(`select words from outbox where to_email = 'ina@talk.example'`)
    const link = /\/polls\/[\w-]+/.exec(withLinkTokens(String(mail?.words), secret))?.[0] ?? ''
    expect((await anybody.post(link, { 'choice-0': 'yes', 'choice-1': 'yes' })).goes).toBe(link)
    expect((await dt.get(here)).html.match(/Suits equally well/g)).toHaveLength(2)
    expect((await dt.post(here, { do: 'stop' })).goes).toBe(here)
    await plan.run(`update person set email = 'wren@home.example' where id = $1`, [carer])
  })
  it('asking can be stopped, and begun anew', async () => {
    expect((await propose()).goes).toBe(here)
    expect((await dt.post(here, { do: 'stop' })).goes).toBe(here)
    expect((await anybody.get(await linkFor(carer))).status).toBe(410)
    expect((await propose()).goes).toBe(here)
  })
})
