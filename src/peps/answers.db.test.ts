import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import { makePlan, type Plan, planToday } from './testing/plan.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let sw: Visitor

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  sw = await served.as('sw')
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const section = (letter: string) => `/peps/${plan.pepId}/sections/${letter}`
const answer = (question: string) => `/peps/${plan.pepId}/answers/${question}`
const stored = async (question: string) =>
  (
    await plan.run('select value, raw, valid, version from answer where pep_id = $1 and question = $2', [
      plan.pepId,
      question
    ])
  )[0]
const versions = (question: string) =>
  plan.run('select version, value from answer_version where pep_id = $1 and question = $2 order by version', [
    plan.pepId,
    question
  ])
const put = async (
  visitor: Visitor,
  question: string,
  value: unknown,
  base: number,
  mutation: string = randomUUID()
) => {
  const { status, html } = await visitor.put(answer(question), { value, base, mutation })
  return { status, body: JSON.parse(html) as Record<string, unknown> }
}

describe('saving by the page, without scripts', () => {
  it('stores what was written, with its history, and begins the plan', async () => {
    const { status, goes } = await dt.post(
      section('R'),
      { 'q:R.teaching': 'Short tasks, said twice', 'base:R.teaching': '0', mutation: randomUUID(), leave: 'back' },
      section('R')
    )
    expect([status, goes]).toEqual([303, `/peps/${plan.pepId}`])
    expect(await stored('R.teaching')).toMatchObject({ value: 'Short tasks, said twice', valid: true, version: 1 })
    expect((await dt.get(section('R'))).html).toContain('Short tasks, said twice')
    const [pep] = await plan.run('select state from pep where id = $1', [plan.pepId])
    expect(pep).toEqual({ state: 'in-progress' })
  })

  it('counts the same post sent twice once', async () => {
    const fields = { 'q:R.teaching': 'A quiet table', 'base:R.teaching': '1', mutation: randomUUID() }
    await dt.post(section('R'), fields, section('R'))
    await dt.post(section('R'), fields, section('R'))
    expect(await versions('R.teaching')).toHaveLength(2)
  })

  it('shows both texts of two tabs, and keeps the one that is chosen', async () => {
    await dt.post(
      section('R'),
      { 'q:R.teaching': 'From the second tab', 'base:R.teaching': '1', mutation: randomUUID() },
      section('R')
    )
    expect(await stored('R.teaching')).toMatchObject({ value: 'A quiet table' })
    const clashes = `/peps/${plan.pepId}/clashes`
    const { html } = await dt.get(clashes)
    expect(html).toContain('From the second tab')
    expect(html).toContain('A quiet table')
    const rival = /name="rival" value="([^"]+)"/.exec(html)?.[1] ?? ''
    await dt.post(clashes, { rival, version: '2', keep: 'mine' })
    expect(await stored('R.teaching')).toMatchObject({ value: 'From the second tab', version: 3 })
    expect((await dt.get(clashes)).html).toContain('Nothing to choose')
  })

  it('what was not chosen stays in the history and can be brought back; each clash is chosen by itself', async () => {
    const from = (words: string) => ({ 'q:R.semh': words, 'base:R.semh': '0', mutation: randomUUID() })
    const clashes = `/peps/${plan.pepId}/clashes`
    for (const words of ['First', 'Second', 'Third']) await dt.post(section('R'), from(words), section('R'))
    const rivals = await plan.run(
      "select id, value from answer_rival where question = 'R.semh' and settled_at is null order by written_at"
    )
    expect(rivals.map(({ value }) => value)).toEqual(['Second', 'Third'])
    // The reader chooses on a page that another choice has overtaken: nothing is written
    const stale = await dt.post(clashes, { rival: `${rivals[0]?.id}`, version: '0', keep: 'mine' })
    expect([stale.status, stale.html.includes('This answer was changed again meanwhile.')]).toEqual([422, true])
    // "theirs" is what was saved first
    const choice = { rival: `${rivals[0]?.id}`, version: '1', keep: 'theirs' }
    expect((await dt.post(clashes, choice)).goes).toBe(clashes)
    expect((await dt.get(clashes)).html).toContain('Third')
    const history = `${answer('R.semh')}/history`
    const last = await dt.post(clashes, { ...choice, rival: `${rivals[1]?.id}` })
    expect(last.goes).toBe(history)
    expect((await dt.post(clashes, choice, section('R'))).goes).toBe(clashes)
    expect(await versions('R.semh')).toEqual([{ version: 1, value: 'First' }])

    const { html } = await dt.get(history)
    for (const words of ['First', 'Second', 'Third']) expect(html).toContain(`as-written">${words}<`)
    const back = { version: `${rivals[1]?.id}`, base: '1', mutation: randomUUID() }
    expect((await dt.post(history, back)).goes).toBe(section('R'))
    expect(await stored('R.semh')).toMatchObject({ value: 'Third', version: 2 })
  })

  it('keeps an invalid value as typed, says so by the field, and lets the rest through', async () => {
    const fields = {
      'q:E.sdqDate-day': 'last',
      'q:E.sdqDate-month': 'Tuesday',
      'q:E.sdqDate-year': '',
      'base:E.sdqDate': '0',
      'q:E.sdqBy': 'Ms Oak',
      'base:E.sdqBy': '0',
      mutation: randomUUID()
    }
    // Sent twice, it is told twice and counts once
    for (const _ of ['first', 'again']) {
      const { status, html } = await sw.post(section('E'), fields, section('E'))
      expect(status).toBe(422)
      expect(html).toContain('govuk-error-summary')
      expect(html).toContain('Tuesday')
    }
    expect(await versions('E.sdqDate')).toHaveLength(1)
    expect(await stored('E.sdqDate')).toMatchObject({ valid: false, value: null })
  })

  it('keeps hostile text as typed and never runs it', async () => {
    const hostile = `"><script>alert(1)</script> ' onload=x {{7*7}} =cmd|' /C calc'!A0 \u202e \u0000 مرحبا 🎈`
    await dt.post(
      section('R'),
      { 'q:R.teaching': hostile, 'base:R.teaching': '3', mutation: randomUUID() },
      section('R')
    )
    const { html } = await dt.get(section('R'))
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('&lt;script')
  })
})

describe('saving one answer over HTTP', () => {
  it('gives the version; the same mutation again gives the first result; a clash shows both', async () => {
    const mutation = randomUUID()
    expect(await put(dt, 'F.group', 'Elm form', 0, mutation)).toEqual({ status: 200, body: { version: 1 } })
    expect(await put(dt, 'F.group', 'Elm form', 0, mutation)).toEqual({ status: 200, body: { version: 1 } })
    expect(await put(dt, 'F.group', 'Oak form', 1)).toEqual({ status: 200, body: { version: 2 } })
    const clash = await put(dt, 'F.group', 'Ash form', 1)
    expect(clash.status).toBe(409)
    expect(clash.body).toMatchObject({ yours: { value: 'Ash form' }, theirs: { value: 'Oak form', version: 2 } })
  })

  it('refuses who may not write there, with a record of it, and hides what is not theirs', async () => {
    const elsewhere = await served.as('dt-elsewhere')
    expect((await put(elsewhere, 'F.group', 'Mine', 0)).status).toBe(404)
    const adviser = await served.as('adviser')
    expect((await put(adviser, 'F.group', 'Mine', 0)).status).toBe(403)
    const refusals = await plan.run(`select action from audit_event where outcome = 'refused' and pep_id = $1`, [
      plan.pepId
    ])
    expect(refusals).toContainEqual({ action: 'write answers' })
    expect((await put(dt, 'F.nothing', 'x', 0)).status).toBe(404)
    expect((await dt.put(answer('F.group'), { value: 'x' })).status).toBe(400)
  })
})

describe('history of an answer', () => {
  const history = '/history'

  it('lists every text with its writer; an earlier one is brought back as a new version', async () => {
    for (const [base, words] of ['Homework club', 'Homework club, <b>Mondays</b>'].entries())
      expect((await put(dt, 'R.academic', words, base)).status).toBe(200)
    const { status, html } = await dt.get(answer('R.academic') + history)
    expect(status).toBe(200)
    expect(html).toContain('Homework club, &lt;b>Mondays')
    expect(html).toContain('This is what stands now')
    const fields = { version: '1', base: '2', mutation: randomUUID() }
    expect((await dt.post(answer('R.academic') + history, fields)).goes).toBe(section('R'))
    expect(await stored('R.academic')).toMatchObject({ value: 'Homework club', version: 3 })
    expect((await versions('R.academic')).map(({ version }) => version)).toEqual([1, 2, 3])
  })

  it('a text that was changed meanwhile is never overwritten by an earlier one', async () => {
    const fields = { version: '2', base: '2', mutation: randomUUID() }
    const { goes } = await dt.post(answer('R.academic') + history, fields)
    expect(goes === `/peps/${plan.pepId}/clashes` || goes === section('R')).toBe(true)
    expect(await stored('R.academic')).toMatchObject({ value: 'Homework club', version: 3 })
  })

  it('whoever may only read the section reads its history and brings nothing back', async () => {
    expect((await sw.get(answer('R.academic') + history)).html).not.toContain('Bring this text back')
    const fields = { version: '1', base: '3', mutation: randomUUID() }
    expect((await sw.post(answer('R.academic') + history, fields, '/account')).status).toBe(403)
    const other = await served.as('dt-elsewhere')
    expect((await other.get(answer('R.academic') + history)).status).toBe(404)
    expect((await dt.get(answer('R.nothing') + history)).status).toBe(404)
  })
})
