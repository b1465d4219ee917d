import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

/** One plan from submit to sign-off, asked from outside. What submission needs is another test's; it is put there as a fact. */
let database: TestDatabase
let plan: Plan
let served: Served
let [dt, sw, adviser, second]: Visitor[] = []
const who = (visitor: Visitor | undefined): Visitor => {
  if (!visitor) throw new Error('not signed in')
  return visitor
}

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  await plan.person('second', 'adviser')
  served = await serveFor(database, planToday)
  ;[dt, sw, adviser, second] = await Promise.all(['dt', 'sw', 'adviser', 'second'].map(word => served.as(word)))
  await who(dt).post(at('sections/R'), { 'q:R.teaching': 'Short tasks', 'base:R.teaching': '0', mutation: newId() })
  await who(sw).post(at('sections/M'), {
    'q:M.progress': 'She is doing wel',
    'base:M.progress': '0',
    mutation: newId()
  })
  await plan.run(`update pep set state = 'submitted', submitted_on = $2 where id = $1`, [plan.pepId, planToday])
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const at = (path: string) => `/peps/${plan.pepId}/${path}`
const pep = async () => (await plan.run('select * from pep where id = $1', [plan.pepId]))[0]
const one = async (sql: string) => (await plan.run(sql, [plan.pepId]))[0]
const told = async () =>
  (
    await plan.run(
      'select o.kind, p.demo_word as who from outbox o join person p on p.id = o.to_person where o.pep_id = $1 order by o.made_at, o.id',
      [plan.pepId]
    )
  ).map(row => `${row.kind} > ${row.who}`)
const marks = (mark: string, more: Record<string, string> = {}) => ({
  ...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`mark-${index + 1}`, mark])),
  ...more
})

test('who did not write it may neither check nor settle; a correction needs words; it goes to its writer', async () => {
  expect((await who(dt).get(at('check'))).status).toBe(200)
  expect((await who(dt).post(at('check'), { decision: 'confirm' })).status).toBe(403)
  const empty = await who(sw).post(at('check'), { decision: 'ask' })
  expect([empty.status, empty.html.includes('say what to correct')]).toEqual([422, true])
  const mixed = await who(sw).post(at('check'), { decision: 'confirm', 'remark-R.teaching': 'Not what was said' })
  expect(mixed.status).toBe(422)
  const asked = await who(sw).post(at('check'), { decision: 'ask', 'remark-R.teaching': '<b>Not</b> what was said' })
  expect(asked.status).toBe(303)
  expect(await one('select due::text, outcome from correction where pep_id = $1')).toEqual({
    due: '2026-12-01',
    outcome: null
  })
  expect(await told()).toEqual(['correction asked > dt'])
  expect((await who(sw).get(at('check'))).html).toContain('&lt;b>Not&lt;/b> what was said')
  expect((await who(sw).post(at('check'), { decision: 'confirm' })).status).toBe(422)
})

test('sign-off waits for the open correction; only its writer mends it; the check is due again', async () => {
  const { id } = (await one('select id from correction where pep_id = $1')) ?? {}
  const correction = at(`corrections/${id}`)
  const early = await who(adviser).post(at('review'), marks('3', { decision: 'sign-off' }))
  expect([early.status, early.html.includes('is open')]).toEqual([422, true])
  expect((await plan.run('select from quality_review where pep_id = $1', [plan.pepId])).length).toBe(0)
  expect((await who(sw).post(correction, { decision: 'decline', reason: 'no' })).status).toBe(403)
  expect((await who(dt).post(correction, { decision: 'decline', reason: '  ' })).status).toBe(422)
  const same = await who(dt).post(correction, {
    decision: 'mend',
    'q:R.teaching': 'Short tasks',
    'base:R.teaching': '1'
  })
  expect(same.status).toBe(422)
  const mended = await who(dt).post(correction, {
    decision: 'mend',
    'q:R.teaching': 'Short tasks, said twice',
    'base:R.teaching': '1'
  })
  expect(mended.status).toBe(303)
  expect(await one(`select value, version from answer where question = 'R.teaching' and pep_id = $1`)).toEqual({
    value: 'Short tasks, said twice',
    version: 2
  })
  expect((await who(dt).post(correction, { decision: 'decline', reason: 'again' })).status).toBe(403)
  const unchecked = await who(adviser).post(at('review'), marks('3', { decision: 'sign-off' }))
  expect([unchecked.status, unchecked.html.includes('to check the plan')]).toEqual([422, true])
  expect((await who(sw).post(at('check'), { decision: 'confirm' })).status).toBe(303)
  expect((await who(sw).get(at('check'))).html).toContain('Checked on Tuesday 24 November 2026')
})

test('a submitted plan is read-only; a review that is not whole changes nothing', async () => {
  const ids = [...(await who(adviser).get(at('review'))).html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([])
  const write = { 'q:R.teaching': 'Changed', 'base:R.teaching': '2', mutation: newId() }
  expect((await who(dt).post(at('sections/R'), write)).status).toBe(403)
  const half = await who(adviser).post(at('review'), { 'mark-1': '4', decision: 'sign-off' })
  expect(half.status).toBe(422)
  const none = await who(adviser).post(at('review'), marks('1', { decision: 'return' }))
  expect(none.html).toContain('Choose the sections to return')
  const red = await who(adviser).post(at('review'), marks('3', { 'mark-1': '1', decision: 'sign-off' }))
  expect([red.status, red.html.includes('is returned, not signed off')]).toEqual([422, true])
  expect((await who(dt).get(at('review'))).status).toBe(403)
  expect((await pep())?.state).toBe('submitted')
})

test('only the named section goes back, to its owner, with the reason; the rest stays shut', async () => {
  const returned = await who(adviser).post(
    at('review'),
    marks('3', {
      'mark-6': '1',
      'return-R': 'yes',
      'reason-R': 'Say what works',
      'feedback-R': 'Name the person',
      decision: 'return'
    })
  )
  expect(returned.status).toBe(303)
  expect(await pep()).toMatchObject({ state: 'returned' })
  expect(await one('select section, reason, resolved_on from section_return where pep_id = $1')).toEqual({
    section: 'R',
    reason: 'Say what works',
    resolved_on: null
  })
  expect((await told()).filter(line => line.startsWith('returned'))).toEqual(['returned > dt'])
  const write = (section: string, question: string, base: string) =>
    who(dt).post(at(`sections/${section}`), {
      [`q:${question}`]: 'What works is a quiet start',
      [`base:${question}`]: base,
      mutation: newId()
    })
  expect((await write('S', 'S.hopes', '0')).status).toBe(403)
  expect((await write('R', 'R.teaching', '2')).status).toBe(303)
  expect((await who(adviser).get(at('review'))).status).toBe(403)
})

test('handed in again, rated gold and signed off; then nothing can be written, and the copies are ordered once', async () => {
  await plan.run(`update section_return set resolved_on = $2 where pep_id = $1`, [plan.pepId, planToday])
  await plan.run(`update pep set state = 'submitted', resubmitted_on = $2 where id = $1`, [plan.pepId, planToday])
  expect((await who(adviser).get(at('review'))).status).toBe(200)
  // The next plan was opened meanwhile, with what stood here before the return.
  const next = newId()
  await plan.run(
    `insert into pep (id, authority_id, child_id, year, term, kind, phase, form_version, state, setting_id, previous_pep_id, opened_on)
     select $2, authority_id, child_id, year, 'spring', kind, phase, form_version, 'planned', setting_id, id, opened_on from pep where id = $1`,
    [plan.pepId, next]
  )
  await plan.run(
    `insert into answer (pep_id, question, authority_id, child_id, section, audience, value, version, written_by, written_at, carried_from)
     select $2, question, authority_id, child_id, section, audience, '"Short tasks"', 1, written_by, written_at, pep_id
       from answer where pep_id = $1 and question = 'R.teaching'`,
    [plan.pepId, next]
  )
  const signed = await who(adviser).post(
    at('review'),
    marks('4', { decision: 'sign-off', 'feedback-plan': 'Well done' })
  )
  expect([signed.status, signed.goes]).toEqual([303, at('reviewed')])
  expect(await pep()).toMatchObject({ state: 'signed-off', unchecked_at_sign_off: false })
  const none = (await who(adviser).get(at('reviewed'))).html
  expect(none).toContain('plan is signed off')
  expect(none).toContain('No other plan waits for your review.')
  expect(none).not.toMatch(/href="[^"]*\/review"/)
  await plan.run(
    `insert into clock (authority_id, child_id, pep_id, name, holder, starts, due, explanation) values (937, $1, $2, 'quality-review', 'adviser', '2026-11-24', '2026-12-08', '{}')`,
    [plan.childId, next]
  )
  await plan.run(`update pep set state = 'submitted' where id = $1`, [next])
  const task = newId()
  await plan.run(
    `insert into allocation (id, authority_id, child_id, person_id, role, starts) select $1, 937, $2, id, 'adviser', '2024-01-01' from person where demo_word = 'adviser'`,
    [task, plan.childId]
  )
  const waits = (await who(adviser).get(at('reviewed'))).html
  expect(waits).toContain(`href="/peps/${next}/review"`)
  expect(waits).toContain('due Tuesday 8 December 2026')
  await plan.run(`update pep set state = 'planned' where id = $1`, [next])
  await plan.run('delete from clock where pep_id = $1', [next])
  await plan.run('delete from allocation where id = $1', [task])
  expect(
    await plan.run(`select value, version from answer where pep_id = $1 and question = 'R.teaching'`, [next])
  ).toEqual([{ value: 'What works is a quiet start', version: 2 }])
  expect((await who(adviser).post(at('review'), marks('4', { decision: 'sign-off' }), at('check'))).status).toBe(403)
  const jobs = await plan.run(`select payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'issue-copies'`)
  expect(jobs).toEqual([{ payload: { pep: plan.pepId, authority: 937 } }])
  const write = { 'q:R.teaching': 'Later', 'base:R.teaching': '3', mutation: newId() }
  expect((await who(dt).post(at('sections/R'), write)).status).toBe(403)
  const deeds = (
    await plan.run('select action, outcome from audit_event where pep_id = $1 order by n', [plan.pepId])
  ).map(row => `${row.action}${row.outcome === 'done' ? '' : ' refused'}`)
  expect(deeds).toEqual(
    expect.arrayContaining([
      'ask for a correction',
      'mend an answer',
      'confirm check',
      'review pep: returned',
      'review pep: signed-off',
      'quality review refused'
    ])
  )
})

test('unchecked: sign-off only after the check’s clock has run; who wrote does not rate', async () => {
  await plan.run(`delete from pep_check where pep_id = $1`, [plan.pepId])
  await plan.run(`delete from correction where pep_id = $1`, [plan.pepId])
  const again = (on: string) =>
    plan.run(
      `update pep set state = 'submitted', submitted_on = $2, resubmitted_on = null, signed_off_on = null where id = $1`,
      [plan.pepId, on]
    )
  await again('2026-11-17')
  const due = await who(second).post(at('review'), marks('4', { decision: 'sign-off' }))
  expect([due.status, due.html.includes('Tuesday 24 November 2026')]).toEqual([422, true])
  await again('2026-11-16')
  await plan.run(
    `insert into answer_version (pep_id, question, version, authority_id, child_id, section, audience, value, valid, mutation, written_by, written_at)
     select $1, 'M.contact', 1, 937, $2, 'M', '{}', '"By telephone"', true, $3, id, now() from person where demo_word = 'adviser'`,
    [plan.pepId, plan.childId, newId()]
  )
  expect((await who(adviser).get(at('review'))).status).toBe(403)
  expect((await who(second).post(at('review'), marks('4', { decision: 'sign-off' }))).status).toBe(303)
  expect(await pep()).toMatchObject({ state: 'signed-off', unchecked_at_sign_off: true })
  expect((await who(dt).get(`/peps/${plan.pepId}`)).html).toContain('not checked by the social worker')
  expect((await who(sw).post(at('check'), { decision: 'confirm' })).status).toBe(303)
})
