import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../db/testing/database.ts'
import { type Served, serveFor, type Visitor } from '../../web/testing/served.ts'
import { makePlan, type Plan, planToday } from '../testing/plan.ts'
import { mostOfOne } from './hub.ts'
import { type Listener, listen } from './testing/listener.ts'

let database: TestDatabase
let plan: Plan
/** Two processes over one database, as behind a proxy. */
let here: Served
let there: Served
let dt: Visitor
let sw: Visitor
let helper: Visitor
const open: Listener[] = []

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  here = await serveFor(database, planToday)
  there = await serveFor(database, planToday)
  dt = await here.as('dt')
  sw = await there.as('sw')
  helper = await here.as('helper')
})
afterAll(async () => {
  await here.close()
  await there.close()
  await plan.close()
  await database.drop()
})

const events = () => `/peps/${plan.pepId}/events`
async function follow(visitor: Visitor): Promise<Listener> {
  const listener = await listen(visitor, events())
  open.push(listener)
  return listener
}
const closeAll = () => {
  for (const one of open.splice(0)) one.close()
}
async function save(visitor: Visitor, question: string, value: string): Promise<number> {
  const [row] = await plan.run('select version from answer where pep_id = $1 and question = $2', [plan.pepId, question])
  const base = Number(row?.version ?? 0)
  const put = { value, base, mutation: randomUUID() }
  const { html, status } = await visitor.put(`/peps/${plan.pepId}/answers/${question}`, put)
  expect(status, html).toBe(200)
  return JSON.parse(html).version
}

describe('who is told', () => {
  it('whoever may see the plan, at first of all that they may read', async () => {
    await save(dt, 'R.teaching', 'Short tasks')
    await save(sw, 'E.conditions', 'Asthma')
    await save(dt, 'G.worksNow', 'A late start')
    const [teacher, granted] = [await follow(dt), await follow(helper)]
    expect(await teacher.next('answers')).toEqual({ 'R.teaching': 1, 'E.conditions': 1, 'G.worksNow': 1 })
    expect(await granted.next('answers')).toEqual({ 'G.worksNow': 1 })
    closeAll()
  })

  it('nobody else', async () => {
    const elsewhere = await here.as('dt-elsewhere')
    expect((await follow(elsewhere)).status).toBe(404)
    const { url } = await dt.open('/privacy')
    expect((await fetch(new URL(events(), url))).status).toBe(401)
    expect((await fetch(new URL('/peps/nothing/events', url))).status).toBe(401)
    expect((await dt.open('/peps/nothing/events')).status).toBe(404)
    const [row] = await plan.run(
      "select outcome, child_id from audit_event where action = 'follow plan' and outcome <> 'done'"
    )
    expect(row).toEqual({ outcome: 'not-found', child_id: null })
    closeAll()
  })

  it('in every process, of what any process saved, each by what they may read', async () => {
    const listeners = [await follow(dt), await follow(sw), await follow(await there.as('adviser')), await follow(dt)]
    const granted = await follow(helper)
    for (const one of [...listeners, granted]) await one.next('answers')
    const version = await save(sw, 'N.clubs', 'Short tasks, said twice')
    for (const one of listeners) expect(await one.next('answers')).toEqual({ 'N.clubs': version })
    await save(dt, 'G.worksNow', 'A later start')
    expect(await granted.next('answers')).toEqual({ 'G.worksNow': 2 })
    expect(granted.told.some(({ data }) => JSON.stringify(data).includes('N.clubs'))).toBe(false)
    // No words, whoever is told
    expect(JSON.stringify(listeners.map(one => one.told))).not.toMatch(/Short tasks|later start/)
    closeAll()
  })

  it('that a record of the plan changed, where a page was posted', async () => {
    const listener = await follow(sw)
    await dt.post(`/peps/${plan.pepId}/meeting/held`, { do: 'save', notes: 'We met.' })
    await listener.next('plan')
    closeAll()
  })

  it('nothing of what was taken back', async () => {
    const listener = await follow(sw)
    await listener.next('answers')
    const refused = await dt.post(`/peps/${plan.pepId}/submit`, {})
    expect(refused.status).toBe(422)
    const version = await save(dt, 'R.teaching', 'Once more')
    await listener.next('answers')
    expect(listener.told.filter(({ event }) => event === 'plan')).toEqual([])
    expect(version).toBeGreaterThan(1)
    closeAll()
  })
})

describe('who is writing', () => {
  const writing = (visitor: Visitor, question: string, is: boolean) =>
    visitor.put(`/peps/${plan.pepId}/writing/${question}`, { writing: is })

  it('the others see it by name, in every process; who may not read there does not; it is stored nowhere', async () => {
    const [teacher, worker, granted] = [await follow(dt), await follow(sw), await follow(helper)]
    expect((await writing(dt, 'R.teaching', true)).status).toBe(200)
    expect(await worker.next('writing')).toEqual([{ question: 'R.teaching', name: 'Person dt' }])
    await writing(dt, 'R.teaching', false)
    expect(await worker.next('writing')).toEqual([])
    expect([...teacher.told, ...granted.told].filter(({ event }) => event === 'writing')).toEqual([])
    closeAll()
  })

  it('only where somebody may write', async () => {
    expect((await writing(helper, 'R.teaching', true)).status).toBe(403)
    expect((await writing(dt, 'R.nothing', true)).status).toBe(404)
    expect((await writing(await here.as('dt-elsewhere'), 'R.teaching', true)).status).toBe(404)
  })
})

describe('what ends it', () => {
  it('one stream too many ends the oldest', async () => {
    const streams: Listener[] = []
    for (let count = 0; count <= mostOfOne; count++) streams.push(await follow(dt))
    expect(await streams[0]?.next('end')).toBe('too many')
    await streams[0]?.ended
    expect(streams.slice(1).flatMap(one => one.told.filter(({ event }) => event === 'end'))).toEqual([])
    closeAll()
  })

  it('signing out: the next change is not told any more', async () => {
    const leaving = await here.as('sw')
    const listener = await follow(leaving)
    await listener.next('answers')
    await leaving.post('/sign-out', {}, '/')
    await save(dt, 'R.teaching', 'After they left')
    expect(await listener.next('end')).toBe('signed out')
    await listener.ended
    expect(listener.told.filter(({ event }) => event === 'answers')).toHaveLength(1)
  })

  it('the end of access', async () => {
    const listener = await follow(helper)
    await listener.next('answers')
    await plan.run('update section_grant set revoked_at = now() where pep_id = $1', [plan.pepId])
    await save(dt, 'G.worksNow', 'Not for them any more')
    expect(await listener.next('end')).toBe('no access')
    await plan.run('update section_grant set revoked_at = null where pep_id = $1', [plan.pepId])
  })

  it('the server stops', async () => {
    const third = await serveFor(database, planToday)
    const listener = await listen(await third.as('dt'), events())
    await listener.next('answers')
    await third.close()
    await listener.ended
    expect(listener.told.map(({ event }) => event)).not.toContain('end')
  })
})

it('makes good what was told while the listening connection was lost', async () => {
  const listener = await follow(dt)
  await listener.next('answers')
  const app = new pg.Client({ connectionString: database.appUrl })
  await app.connect()
  const { rows } = await app.query(
    "select pg_terminate_backend(pid) as done from pg_stat_activity where datname = current_database() and application_name like '%listening'"
  )
  await app.end()
  expect(rows).toEqual([{ done: true }, { done: true }])
  const version = await save(sw, 'N.clubs', 'Said while nobody listened')
  expect(await listener.next('answers')).toEqual({ 'N.clubs': version })
  closeAll()
})

it('does not keep a session that nobody uses, and reading a page anew does not either', async () => {
  const quiet = await here.as('sw')
  await plan.run("update app.session set seen_at = clock_timestamp() - interval '20 minutes'")
  const listener = await follow(quiet)
  await listener.next('answers')
  const recent = () =>
    plan.run("select count(*)::int as n from app.session where seen_at > clock_timestamp() - interval '10 minutes'")
  expect(await recent()).toEqual([{ n: 0 }])
  await quiet.get('/')
  expect(await recent()).toEqual([{ n: 1 }])
  closeAll()
})
