import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Got, type Served, serveFor, type Visitor } from './testing/served.ts'

/** Without scripts: what was typed on an ended session waits for its writer, and for nobody else. */

let database: TestDatabase
let plan: Plan
let served: Served
let section: string
let targets: string
beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday)
  section = `/peps/${plan.pepId}/sections/R`
  targets = `/peps/${plan.pepId}/targets/new`
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})
beforeEach(() => plan.run('delete from parked_post', []))

const tokenOn = async (visitor: Visitor, path: string) =>
  /name="_csrf" value="([^"]*)"/.exec((await visitor.get(path)).html)?.[1] ?? ''
const send = async (visitor: Visitor, path: string, fields: Record<string, string>): Promise<Got> => {
  const answer = await visitor.open(path, { method: 'POST', body: new URLSearchParams(fields) })
  const { status, headers } = answer
  return { status, headers, html: await answer.text(), goes: headers.get('location') }
}
const signIn = (visitor: Visitor, person: string) =>
  visitor.open('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ person }) })
const endSessions = () => plan.run('delete from app.session', [])
const teaching = (words: string, base = '0') => ({
  'q:R.teaching': words,
  'base:R.teaching': base,
  mutation: randomUUID(),
  leave: 'back'
})
const stored = async () =>
  (await plan.run(`select value, version from answer where pep_id = $1 and question = 'R.teaching'`, [plan.pepId]))[0]
const waiting = () => plan.run('select * from parked_post', [])

/** Presses "Save it now": sends the page's form as it stands. */
async function saveNow(visitor: Visitor): Promise<Got> {
  const { html } = await visitor.get('/parked')
  const [, action = '', form = ''] = /<form method="post" action="(\/peps[^"]*)"[^>]*>(.*?)<\/form>/s.exec(html) ?? []
  const fields = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return send(visitor, action, Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value])))
}

describe('a section posted after the session ran out', () => {
  it('waits, sealed, and is saved once its writer has signed in again', async () => {
    const dt = await served.as('dt')
    const _csrf = await tokenOn(dt, section)
    await endSessions()
    expect((await send(dt, section, { ...teaching('Two lines\nof words'), _csrf })).goes).toBe('/parked')
    expect(await stored()).toBeUndefined()
    expect(JSON.stringify(await waiting())).not.toMatch(/lines|R\.teaching|peps/)
    const asked = await dt.get('/parked')
    expect(asked.goes).toBe('/sign-in?next=%2Fparked')
    expect((await dt.get(asked.goes ?? '')).html).toContain('kept for 24 hours')

    await signIn(dt, 'dt')
    expect((await dt.get('/parked')).html).toContain('Two lines\nof words')
    expect((await saveNow(dt)).goes).toBe(`/peps/${plan.pepId}`)
    expect(await stored()).toEqual({ value: 'Two lines\nof words', version: 1 })
    expect(await waiting()).toEqual([])
  })

  it('becomes a clash where somebody has written since: both texts are kept', async () => {
    const dt = await served.as('dt')
    const _csrf = await tokenOn(dt, section)
    await endSessions()
    await send(dt, section, { ...teaching('Late words, parked', '1'), _csrf })
    await dt.get('/')
    await signIn(dt, 'dt')
    await dt.post(section, teaching('Earlier words, saved', '1'))
    expect((await saveNow(dt)).goes).toBe(`/peps/${plan.pepId}/clashes`)
    const { html } = await dt.get(`/peps/${plan.pepId}/clashes`)
    expect(html).toContain('Late words, parked')
    expect(html).toContain('Earlier words, saved')
  })

  it('can be thrown away', async () => {
    const dt = await served.as('dt')
    const _csrf = await tokenOn(dt, section)
    await endSessions()
    await send(dt, section, { ...teaching('Not wanted any more'), _csrf })
    await signIn(dt, 'dt')
    const [row] = await waiting()
    await dt.post('/parked', { _parked: String(row?.id) })
    expect(await waiting()).toEqual([])
  })
})

describe('another person at the same browser', () => {
  it('never writes in the name of who sits there now, and never sees the words', async () => {
    const dt = await served.as('dt')
    const before = await stored()
    const _csrf = await tokenOn(dt, section)
    await signIn(dt, 'adviser')
    expect((await send(dt, section, { ...teaching('Said by the teacher', '9'), _csrf })).goes).toBe('/parked')
    expect(await stored()).toEqual(before)
    const theirs = await dt.get('/parked')
    expect(theirs.html).toContain('Nothing of yours waits here')
    expect(theirs.html).not.toContain('Said by the teacher')
    const [row] = await waiting()
    await dt.post('/parked', { _parked: String(row?.id) })
    expect(await waiting(), 'nor throws them away').toHaveLength(1)
    await signIn(dt, 'dt')
    expect((await dt.get('/parked')).html).toContain('Said by the teacher')
  })
})

describe('a form token', () => {
  it('that is too old parks the words of whoever wrote them', async () => {
    const dt = await served.as('dt')
    const [, ...mark] = (await tokenOn(dt, section)).split('~')
    const sent = await send(dt, section, { ...teaching('From a page left open'), _csrf: ['stale', ...mark].join('~') })
    expect(sent.goes).toBe('/parked')
    expect((await dt.get('/parked')).html).toContain('From a page left open')
  })

  it('with a mark that is not ours parks nothing', async () => {
    const dt = await served.as('dt')
    const [token, person, mark] = (await tokenOn(dt, section)).split('~')
    const other = await served.as('adviser')
    const [, otherPerson] = (await tokenOn(other, section)).split('~')
    expect(otherPerson).not.toBe(person)
    for (const forged of [`stale~${otherPerson}~${mark}`, `stale~${person}~`, `stale~${person}`, 'stale'])
      expect((await send(dt, section, { ...teaching('Forged'), _csrf: forged })).status).toBe(403)
    expect(token).toBeTruthy()
    expect(await waiting()).toEqual([])
  })
})

it('keeps a target as well, whole, and saves it by the page of targets', async () => {
  const dt = await served.as('dt')
  const _csrf = await tokenOn(dt, targets)
  const target = {
    area: 'maths',
    words: 'Answers eight of ten fraction questions',
    leadName: 'Ms Elm',
    'due-day': '15',
    'due-month': '1',
    'due-year': '2027',
    'who-1': 'carer',
    'what-1': 'Ten minutes at home'
  }
  const added = () => plan.run('select words, actions from target where pep_id = $1', [plan.pepId])
  await endSessions()
  expect((await send(dt, targets, { _csrf, ...target })).goes).toBe('/parked')
  await signIn(dt, 'dt')
  expect((await dt.get('/parked')).html).toContain(target.words)
  expect(await added()).toEqual([])
  expect((await saveNow(dt)).goes).toBe(`/peps/${plan.pepId}/targets`)
  expect(await added()).toEqual([{ words: target.words, actions: [{ who: 'carer', what: 'Ten minutes at home' }] }])
  expect(await waiting()).toEqual([])
})

it('is offered for 24 hours, and gone the next day', async () => {
  const dt = await served.as('dt')
  const _csrf = await tokenOn(dt, section)
  await endSessions()
  await send(dt, section, { ...teaching('Nearly forgotten'), _csrf })
  await signIn(dt, 'dt')
  await plan.run(`update parked_post set parked_at = parked_at - interval '23 hours 55 minutes'`, [])
  expect((await dt.get('/parked')).html).toContain('Nearly forgotten')
  await plan.run(`update parked_post set parked_at = parked_at - interval '10 minutes'`, [])
  expect((await dt.get('/parked')).html).not.toContain('Nearly forgotten')
  await plan.run('select app.forget_old_sign_ins()', [])
  expect(await waiting()).toEqual([])
})
