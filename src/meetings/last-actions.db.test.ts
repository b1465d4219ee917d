import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let sw: Visitor
let here: string
const person: Record<string, string> = {}

const action = async (words: string, owner: string | null, changes: Record<string, unknown> = {}) => {
  const row = { id: newId(), pep_id: plan.previousPepId, due: '2026-09-30', done_on: null, ...changes }
  await plan.run(
    `insert into action (id, pep_id, authority_id, child_id, words, owner_party, owner_person_id, owner_name, due, done_on)
     values ($1, $2, 937, $3, $4, 'social-worker', $5, 'Sam Gone', $6, $7)`,
    [row.id, row.pep_id, plan.childId, words, owner, row.due, row.done_on]
  )
  return row.id
}

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  for (const row of await plan.run('select id, demo_word from person where demo_word is not null'))
    person[String(row.demo_word)] = String(row.id)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  sw = await served.as('sw')
  here = `/peps/${plan.pepId}/last-actions`
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const due = (number: number, iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`due-${number}-day`]: day, [`due-${number}-month`]: month, [`due-${number}-year`]: year }
}
const ofPlan = () =>
  plan.run(
    'select words, owner_person_id, owner_name, due::text, carried_from from action where pep_id = $1 order by words',
    [plan.pepId]
  )

describe('actions from last time', () => {
  let gone: string
  let ring: string

  it('come back with what an earlier plan left open, and not what it finished', async () => {
    expect((await dt.get(here)).html).toContain('there is nothing to look at again')
    const older = newId()
    await plan.run(
      `insert into pep (id, authority_id, child_id, year, term, kind, phase, form_version, state, opened_on)
       values ($1, 937, $2, '2025-26', 'spring', 'termly', 'secondary', '2026.1', 'signed-off', '2026-01-05')`,
      [older, plan.childId]
    )
    gone = await action('Move family time', person.helper ?? null)
    ring = await action('Ring the <library>', person.dt ?? null, { due: '2026-10-01' })
    await action('Left open since spring', null, { pep_id: older, due: '2026-10-02' })
    await action('Finished in spring', null, { pep_id: older, done_on: '2026-03-01' })
    const { html } = await dt.get(here)
    expect(html).toMatch(/1\. Move family time[\s\S]*2\. Ring the &lt;library>[\s\S]*3\. Left open since spring/)
    expect(html).not.toContain('Finished in spring')
    expect((await dt.get(`/peps/${plan.pepId}/meeting/held`)).html).toContain('3 actions from last time wait')
  })

  it('an action that goes on needs why and a new day; what is whole is kept, what says nothing waits', async () => {
    const got = await dt.post(here, {
      'outcome-1': 'goes-on',
      'outcome-2': 'done',
      'words-2': 'She came',
      ...due(1, '')
    })
    expect(got.status).toBe(422)
    for (const words of ['Say why it is not done yet', 'Enter the new day']) expect(got.html).toContain(words)
    expect(await plan.run('select id, outcome, reviewed_in from action where outcome is not null')).toEqual([
      { id: ring, outcome: 'done', reviewed_in: plan.pepId }
    ])
    expect(await ofPlan()).toEqual([])
  })

  it('what goes on stands in this plan again, with whoever holds that part now', async () => {
    const said = { 'outcome-1': 'goes-on', 'words-1': 'No room free', ...due(1, '2026-12-18') }
    expect((await dt.post(here, { ...said, 'outcome-2': 'done', 'words-2': 'She came' })).goes).toBe(here)
    const carried = {
      words: 'Move family time',
      owner_person_id: person.sw,
      owner_name: 'Person sw',
      due: '2026-12-18',
      carried_from: gone
    }
    expect(await ofPlan()).toEqual([carried])
    await dt.post(here, { ...said, ...due(1, '2026-12-21') })
    expect(await ofPlan()).toEqual([{ ...carried, due: '2026-12-21' }])
    const held = (await dt.get(`/peps/${plan.pepId}/meeting/held`)).html
    expect(held).toContain('Move family time')
    expect(held).toContain('One action from last time waits')
  })

  it('what nobody has looked at is said to whoever submits, and is not among what is missing', async () => {
    const { html } = await dt.get(`/peps/${plan.pepId}/submit`)
    expect(html).toContain('One action agreed earlier has not been looked at: “Left open since spring”')
    expect(html).toContain(`href="${here}"`)
    const missing = html.slice(html.indexOf('<table'), html.indexOf('</table>'))
    expect(missing).not.toContain('Left open since spring')
  })

  it('done after all: it goes on no more', async () => {
    await dt.post(here, { 'outcome-1': 'done' })
    expect(await ofPlan()).toEqual([])
  })

  it('each word is on record, once', async () => {
    const rows = await plan.run(`select ids from audit_event where action = 'review an action' order by n`)
    expect(rows.map(row => row.ids)).toEqual([[ring], [gone], [gone], [gone]])
  })

  it('the social worker reads them and does not answer for the meeting; another school’s teacher gets 404', async () => {
    const { html } = await sw.get(here)
    expect(html).toContain('Ring the &lt;library>')
    expect(html).not.toContain('name="outcome-1"')
    expect((await sw.post(here, { 'outcome-3': 'done' }, `/peps/${plan.pepId}/meeting`)).status).toBe(403)
    const other = await served.as('dt-elsewhere')
    expect((await other.get(here)).status).toBe(404)
  })
})

describe('an action between two meetings', () => {
  it('is marked as done, and opened again; the next meeting begins with that', async () => {
    const at = `/peps/${plan.previousPepId}/actions`
    const id = await action('Ask at the club', null, { due: '2026-10-03' })
    await sw.post(at, { action: id, done: 'yes' })
    expect(await plan.run('select done_on::text, done_by from action where id = $1', [id])).toEqual([
      { done_on: planToday, done_by: person.sw }
    ])
    expect((await dt.get(here)).html).toMatch(/Ask at the club[\s\S]*Marked as done on Tuesday 24 November 2026/)
    await sw.post(at, { action: id, done: 'no' })
    expect(await plan.run('select done_on, done_by from action where id = $1', [id])).toEqual([
      { done_on: null, done_by: null }
    ])
  })

  it('one of another plan is refused', async () => {
    const [row] = await plan.run(`select id from action where words = 'Left open since spring'`)
    const got = await sw.post(`/peps/${plan.previousPepId}/actions`, { action: String(row?.id), done: 'yes' })
    expect(got.status).toBe(422)
    expect(await plan.run('select done_on from action where id = $1', [row?.id])).toEqual([{ done_on: null }])
  })
})
