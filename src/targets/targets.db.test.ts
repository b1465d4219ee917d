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
  here = `/peps/${plan.pepId}/targets`
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const good = {
  area: 'maths',
  words: 'Answers eight of ten fraction questions',
  leadName: 'Ms Elm',
  'due-day': '15',
  'due-month': '1',
  'due-year': '2027',
  'who-1': 'carer',
  'what-1': 'Ten minutes at home',
  'who-2': 'school',
  'what-2': '',
  cost: '12.50'
}
const rows = () => plan.run('select * from target where pep_id = $1 order by place', [plan.pepId])
const deeds = (action: string) =>
  plan.run('select person_id, payload from audit_event where pep_id = $1 and action = $2', [plan.pepId, action])

describe('targets', () => {
  it('says that there are none', async () => expect((await dt.get(here)).html).toContain('There are no targets yet'))

  it('refuses what is missing, by the field, and keeps what was typed', async () => {
    const { status, html } = await dt.post(`${here}/new`, {
      ...good,
      area: '',
      leadName: ' ',
      'due-day': '',
      cost: '-3'
    })
    expect(status).toBe(422)
    for (const id of ['area', 'leadName', 'due-day', 'cost']) expect(html).toContain(`href="#${id}"`)
    expect(html).toContain('value="Ten minutes at home"')
    expect(await rows()).toEqual([])
  })

  it('refuses a due date that has passed or lies after next term', async () => {
    const past = await dt.post(`${here}/new`, { ...good, 'due-year': '2026' })
    expect(past.html).toContain('Thursday 15 January 2026 has passed')
    const late = await dt.post(`${here}/new`, { ...good, 'due-month': '6' })
    expect(late.html).toContain('after the last school day of next term, Thursday 25 March 2027')
    expect(await rows()).toEqual([])
  })

  it('another school’s teacher gets 404 and leaves no row', async () => {
    const other = await served.as('dt-elsewhere')
    expect((await other.get(here)).status).toBe(404)
    const { status } = await other.post(`${here}/new`, good, '/demo')
    expect(status).toBe(404)
    expect(await rows()).toEqual([])
  })

  it('the social worker reads but does not write', async () => {
    const sw = await served.as('sw')
    expect((await sw.get(here)).html).toContain('It is written by the designated teacher')
    expect((await sw.post(`${here}/new`, good, '/demo')).status).toBe(403)
    expect(await rows()).toEqual([])
  })

  it('is saved, begins the plan and is on record', async () => {
    expect((await dt.post(`${here}/new`, good)).goes).toBe(here)
    expect(await rows()).toMatchObject([
      { words: good.words, cost_pence: 1250, actions: [{ who: 'carer', what: 'Ten minutes at home' }] }
    ])
    expect(await plan.run('select state from pep where id = $1', [plan.pepId])).toEqual([{ state: 'in-progress' }])
    expect(await deeds('add target')).toMatchObject([{ payload: { before: null, after: { area: 'maths' } } }])
    expect((await dt.get(here)).html).toContain('£12.50')
  })

  it('offers one more row and loses nothing', async () => {
    const { status, html } = await dt.post(`${here}/new`, { ...good, 'what-3': 'Third', more: '1' })
    expect(status).toBe(200)
    expect(html).toContain('value="Third"')
    expect(html).toContain('name="what-4"')
  })

  it('asks the coach without saving, and the coach speaks of what is typed', async () => {
    const before = await rows()
    const { status, html } = await dt.post(`${here}/new`, { ...good, words: 'Improve <i>reading</i>', look: '1' })
    expect(status).toBe(200)
    expect(html).toContain('“improve” means something else to everybody')
    expect(html).not.toContain('<i>reading')
    expect(await rows()).toEqual(before)
  })

  it('keeps hostile words as typed and never runs them', async () => {
    const hostile = `<script>alert("1")</script> '; drop table target; -- \u202Eedoc \0 😀`
    await dt.post(`${here}/new`, { ...good, words: hostile, leadName: '"><img src=x onerror=alert(1)>', area: 'semh' })
    expect((await rows())[1]).toMatchObject({
      words: hostile.replace('\0', ''),
      lead_name: '"><img src=x onerror=alert(1)>'
    })
    const { html } = await dt.get(here)
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('<img src=x')
  })

  const baseOf = async (at: string) => /name="base-1" value="([^"]+)"/.exec((await dt.get(at)).html)?.[1] ?? ''

  it('two tabs on one target: the second sees both versions and chooses', async () => {
    const [first] = await rows()
    const at = `${here}/${first?.id}`
    const base = { 'base-1': await baseOf(at) }
    expect((await dt.post(at, { ...good, ...base, words: 'From tab one' })).goes).toBe(here)
    const second = await dt.post(at, { ...good, ...base, words: 'From tab two' })
    expect(second.status).toBe(409)
    expect(second.html).toContain('From tab one')
    expect(second.html).toContain('From tab two')
    expect((await rows())[0]).toMatchObject({ words: 'From tab one' })
    const mine = { ...good, 'base-1': await baseOf(at), at: '1', words: 'From tab two' }
    await dt.post(at, { ...mine, keep: 'theirs' })
    expect((await rows())[0]).toMatchObject({ words: 'From tab one' })
    await dt.post(at, { ...mine, keep: 'mine' })
    expect((await rows())[0]).toMatchObject({ words: 'From tab two' })
  })

  it('the same text twice is no clash, and one left as it was read takes nothing back', async () => {
    const [first] = await rows()
    const at = `${here}/${first?.id}`
    const old = await baseOf(at)
    const before = await deeds('change target')
    expect((await dt.post(at, { ...good, 'base-1': 'another', words: 'From tab two' })).goes).toBe(here)
    expect(await deeds('change target')).toEqual(before)
    await dt.post(at, { ...good, 'base-1': old, words: 'From tab three' })
    expect((await dt.post(at, { ...good, 'base-1': old, words: 'From tab two' })).goes).toBe(here)
    expect((await rows())[0]).toMatchObject({ words: 'From tab three' })
  })

  it('moves and removes, with what it was on record', async () => {
    const [first, second] = await rows()
    await dt.post(here, { target: `${second?.id}`, do: 'up' })
    expect((await rows()).map(row => row.id)).toEqual([second?.id, first?.id])
    expect((await dt.post(here, { target: `${first?.id}`, 'base-1': 'older', do: 'remove' })).status).toBe(422)
    await dt.post(here, { target: `${first?.id}`, 'base-1': await baseOf(`${here}/${first?.id}`), do: 'remove' })
    expect(await rows()).toMatchObject([{ id: second?.id, place: 1 }])
    expect(await deeds('remove target')).toMatchObject([{ payload: { before: { words: 'From tab three' } } }])
  })

  it('takes one on from last term and remembers where it came from', async () => {
    const from = `${here}/new?from=${plan.lastTargetId}`
    expect((await dt.get(from)).html).toContain('Knows the seven times table')
    await dt.post(`${here}/new`, { ...good, from: plan.lastTargetId })
    expect((await rows()).at(-1)).toMatchObject({ carried_from: plan.lastTargetId })
  })

  it('breaks one that was not met in two by one press, and shows its way across the terms', async () => {
    await plan.run(
      `update target set words = 'Reads 90 words a minute', baseline = '40 words a minute' where id = $1`,
      [plan.lastTargetId]
    )
    const fields = { 'outcome-1': 'not', 'evidence-1': '60 words a minute in July', 'why-1': 'Ill', 'next-1': '' }
    await dt.post(`/peps/${plan.pepId}/last-targets`, fields)
    const press = /href="([^"]*part=first)"/.exec((await dt.get(`/peps/${plan.pepId}/last-targets`)).html)?.[1]
    const first = await dt.get((press ?? '').replaceAll('&amp;', '&'))
    expect(first.html).toContain('Reads 75 words a minute</textarea>')
    expect(first.html).toContain('60 words a minute in July</textarea>')
    const part = { ...good, words: 'Reads 75 words a minute', from: plan.lastTargetId, part: 'first', after: 'second' }
    const saved = await dt.post(`${here}/new`, part)
    const second = await dt.get(saved.goes ?? '')
    expect(second.html).toContain('Reads 90 words a minute</textarea>')
    expect(second.html).toContain('Reads 75 words a minute</textarea>')
    const made = (await rows()).at(-1)
    expect(made).toMatchObject({ words: 'Reads 75 words a minute', carried_from: plan.lastTargetId })
    const { html } = await dt.get(`${here}/${made?.id}/history`)
    expect(html.indexOf('Reads 75 words')).toBeLessThan(html.indexOf('Reads 90 words'))
    expect(html).toContain('Not achieved. 60 words a minute in July. Ill')
    expect((await (await served.as('dt-elsewhere')).get(`${here}/${made?.id}/history`)).status).toBe(404)
  })

  it('good ones stand beside the form, as the Virtual School keeps them', async () => {
    const adviser = await served.as('adviser')
    const at = '/authority/good-targets'
    expect((await dt.get(at)).status).toBe(403)
    expect((await adviser.post(`${at}/new`, { area: 'maths', phase: '', baseline: '', words: 'X' })).html).toContain(
      'Say where the child was before'
    )
    const hostile = '<b>Solves</b> 8 of 10 equations'
    await adviser.post(`${at}/new`, { area: 'interests', phase: 'secondary', baseline: '4 of 10', words: hostile })
    const opened = /name="base" value="([^"]*)"/.exec((await adviser.get(`${at}/secondary-maths`)).html)?.[1] ?? ''
    await adviser.post(`${at}/secondary-science`, {
      ...{ area: 'science', phase: 'secondary', baseline: 'None', words: 'Gone', hidden: 'yes' },
      base: /name="base" value="([^"]*)"/.exec((await adviser.get(`${at}/secondary-science`)).html)?.[1] ?? ''
    })
    const changed = { area: 'maths', phase: 'secondary', baseline: '38%', words: 'Finishes the ratio paper with 56%' }
    await adviser.post(`${at}/secondary-maths`, { ...changed, base: opened })
    const clash = await adviser.post(`${at}/secondary-maths`, { ...changed, words: 'Another', base: opened })
    expect(clash.html).toContain('Somebody else changed this')
    const { html } = await dt.get(`${here}/new`)
    expect(html).toContain('See good ones')
    expect(html).toContain('&lt;b>Solves')
    expect(html).toContain('Finishes the ratio paper with 56%')
    expect(html).not.toContain('Labels the ten parts')
    expect(await plan.run(`select from audit_event where action = 'edit good targets'`)).toHaveLength(3)
  })

  it('a target of another plan is not found here', async () =>
    expect((await dt.get(`${here}/${plan.lastTargetId}`)).status).toBe(404))
})
