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
let pep: string
const target = newId()
const other = newId()
const subject = newId()

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  pep = `/peps/${plan.pepId}`
  const of = [plan.pepId, plan.childId]
  await plan.run(`update pep set state = 'submitted', submitted_on = $2 where id = $1`, [plan.pepId, planToday])
  for (const [id, place, words] of [
    [target, 1, 'Reads for ten minutes'],
    [other, 2, 'Joins a club']
  ])
    await plan.run(
      `insert into target (id, pep_id, authority_id, child_id, place, area, words, lead_name, due) values ($1, $2, 937, $3, $4, 'literacy', $5, 'Ms Elm', '2027-01-10')`,
      [id, ...of, place, words]
    )
  await plan.run(
    `insert into attendance_summary (pep_id, authority_id, child_id, from_date, to_date, possible, attended, authorised, unauthorised, late, source, written_on)
     values ($1, 937, $2, '2026-09-01', '2026-11-20', 100, 80, 15, 5, 2, 'typed', '2026-11-20')`,
    of
  )
  await plan.run(
    `insert into attainment (id, pep_id, authority_id, child_id, subject, scale, working_at, explanation) values ($1, $2, 937, $3, 'English', 'gcse', '4', 'Steady')`,
    [subject, ...of]
  )
  await plan.run(
    `insert into meeting (pep_id, authority_id, child_id, on_date, held_on) values ($1, 937, $2, '2026-11-20', '2026-11-20')`,
    of
  )
  await plan.run(
    `insert into attendee (pep_id, authority_id, child_id, party, presence) values ($1, 937, $2, 'social-worker', 'all'), ($1, 937, $2, 'designated-teacher', 'all')`,
    of
  )
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  sw = await served.as('sw')
}, 60_000)
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const correction = async (name: string) =>
  (
    await plan.run('select id, outcome, stood, due::text, reply from correction where question = $1 order by id desc', [
      name
    ])
  )[0]
const pageOf = async (name: string) => `${pep}/corrections/${(await correction(name))?.id}`

describe('what is on record is contested as an answer is', () => {
  it('stands on the check under its own name, in words, each with a box', async () => {
    const { html } = await sw.get(`${pep}/check`)
    for (const name of ['attendance', `target:${target}`, `attainment:${subject}`, 'came:social-worker'])
      expect(html).toContain(`name="remark-${name}"`)
    expect(html).toContain('Came for all of it')
    expect(html).toContain('80% attended')
    expect(html).not.toContain('on the left')
  })

  it('is asked for with the words that were contested, and due as every correction is', async () => {
    const asked = await sw.post(`${pep}/check`, {
      decision: 'ask',
      'remark-came:social-worker': 'I was ill that day',
      'remark-attendance': 'She missed a week in October',
      [`remark-target:${target}`]: 'We agreed on twenty minutes',
      [`remark-attainment:${subject}`]: 'The last report says 5'
    })
    expect(asked.goes).toBe(`${pep}/check`)
    expect(await correction('came:social-worker')).toMatchObject({ stood: 'Came for all of it', due: '2026-12-01' })
    expect((await correction(`target:${target}`))?.stood).toContain('Reads for ten minutes')
  })

  it('opens to the school that record and no other', async () => {
    expect((await dt.get(await pageOf(`target:${target}`))).html).toContain(`${pep}/targets/${target}`)
    expect((await dt.get(`${pep}/targets/${target}`)).html).toContain('We agreed on twenty minutes')
    expect((await dt.get(`${pep}/targets/${other}`)).status).toBe(403)
    expect((await dt.get(`${pep}/targets/new`)).status).toBe(403)
    expect((await dt.get(`${pep}/meeting/held`)).status).toBe(403)
    expect((await (await served.as('helper')).post(`${pep}/attendance`, { possible: '1' }, pep)).status).not.toBe(303)
    expect((await (await served.as('dt-elsewhere')).get(`${pep}/targets/${target}`)).status).toBe(404)
  })

  it('a mended record settles it, and the check is due again from that day', async () => {
    const form = (await dt.get(`${pep}/targets/${target}`)).html
    const base = /name="base-1" value="([^"]*)"/.exec(form)?.[1] ?? ''
    const fields = {
      'base-1': base,
      area: 'literacy',
      words: 'Reads for twenty minutes',
      leadName: 'Ms Elm',
      'due-day': '10',
      'due-month': '1',
      'due-year': '2027'
    }
    const saved = await dt.post(`${pep}/targets/${target}`, { ...formFields(form), ...fields })
    expect(saved.goes).toBe(`${pep}/targets`)
    expect(await correction(`target:${target}`)).toMatchObject({ outcome: 'mended' })
    const came = await dt.post(`${pep}/meeting/came`, {
      'came-social-worker': 'apology',
      'why-social-worker': 'Ill',
      'stand-in': 'Ms Fir'
    })
    expect(came.goes).toBe(`${pep}/check`)
    expect(await correction('came:social-worker')).toMatchObject({ outcome: 'mended' })
    expect(await plan.run(`select party, presence, name from attendee order by party`)).toEqual([
      { party: 'designated-teacher', presence: 'all', name: null },
      { party: 'social-worker', presence: 'apology', name: 'Ms Fir' }
    ])
    expect((await dt.get(`${pep}/targets/${target}`)).status).toBe(403)
    const read = (await sw.get(await pageOf(`target:${target}`))).html
    expect(read).toContain('Reads for ten minutes')
    expect(read).toContain('Reads for twenty minutes')
  })

  it('mends only the subject that is contested', async () => {
    const form = (await dt.get(`${pep}/attainment`)).html
    expect(form).toContain('value="English"')
    expect(form).not.toContain('value="Mathematics"')
    const saved = await dt.post(`${pep}/attainment`, { ...formFields(form), 'workingAt-1': '5' })
    expect(saved.goes).toBe(`${pep}/attainment`)
    expect(await plan.run('select subject, working_at from attainment')).toEqual([
      { subject: 'English', working_at: '5' }
    ])
    expect(await correction(`attainment:${subject}`)).toMatchObject({ outcome: 'mended' })
  })

  it('is declined with a reason, and both stay on record', async () => {
    const there = await pageOf('attendance')
    expect((await dt.post(there, { decision: 'decline', reason: '' })).status).toBe(422)
    expect((await dt.post(there, { decision: 'decline', reason: 'The register says so' })).goes).toBe(pep)
    expect(await correction('attendance')).toMatchObject({ outcome: 'declined', reply: 'The register says so' })
    expect((await sw.get(`${pep}/check`)).html).toContain('The register says so')
    expect((await sw.post(`${pep}/check`, { decision: 'confirm' })).goes).toBe(pep)
    expect(await plan.run(`select met_on::text from clock where pep_id = $1 and name = 'check'`, [plan.pepId])).toEqual(
      [{ met_on: planToday }]
    )
  })
})

/** What a form would send untouched. */
function formFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1]
    if (name && !tag.includes('type="radio"') && name !== '_csrf') fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  for (const [, name = '', body = ''] of html.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)</g))
    fields[name] = body
  for (const [, name = '', body = ''] of html.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs))
    fields[name] = /<option value="([^"]*)"[^>]*selected/.exec(body)?.[1] ?? ''
  return fields
}
