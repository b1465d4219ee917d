import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { closePrinting } from '../documents/typst.ts'
import { runWaitingJobs, testConfig, testJobService } from '../jobs/testing/job-service.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import { closeAccessTask } from './jobs/close-access.ts'
import { followSuccessorsTask } from './jobs/follow-successors.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let service: Awaited<ReturnType<typeof testJobService>>
let birch: string
const visitors: Record<string, Visitor> = {}
const by = (word: string): Visitor => {
  const visitor = visitors[word]
  if (!visitor) throw new Error(`Nobody is ${word}.`)
  return visitor
}
const at = (path = '') => `/children/${plan.childId}${path}`

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  await plan.run(
    `insert into care_period (id, authority_id, child_id, starts, legal_status) values ($1, 937, $2, '2020-01-01', 'C2')`,
    [newId(), plan.childId]
  )
  await plan.run(`update setting set search = lower(name)`)
  birch = String((await plan.run(`select id from setting where name = 'Birch School'`))[0]?.id)
  served = await serveFor(database, planToday)
  for (const word of ['dt', 'dt-elsewhere', 'sw', 'adviser', 'helper']) visitors[word] = await served.as(word)
  service = await testJobService(database.appUrl, testConfig({ OPENPEP_DATA: served.dataFolder }))
}, 60_000)
afterAll(async () => {
  await closePrinting()
  await service.mailer.close()
  await service.database.close()
  await served.close()
  await plan.close()
  await database.drop()
})

const start = (day: number, more: Record<string, string> = {}) => ({
  find: 'birch',
  setting: birch,
  main: 'yes',
  'on-day': String(day),
  'on-month': '11',
  'on-year': '2026',
  reason: '',
  ...more
})
const checkedIn = (html: string) =>
  (/name="checked" value="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

test('what is missing is said field by field, and what was typed comes back', async () => {
  const got = await by('sw').post(at('/changes/starts'), { find: 'no such', step: 'check' })
  expect(got.status).toBe(422)
  expect(got.html).toContain('Find the setting and choose it from the list')
  expect(got.html).toContain('Enter the first day there')
  expect(got.html).toContain('value="no such"')
})

test('a change is shown before it is saved; saving what was not checked only checks it', async () => {
  const unchecked = await by('sw').post(at('/changes/starts'), start(30, { step: 'save' }))
  expect(unchecked.status).toBe(200)
  expect(unchecked.html).toContain(
    'Person dt (designated teacher, Alder School) no longer sees Rowan Ash from Monday 30 November 2026'
  )
  expect(unchecked.html).toContain('Nothing is saved yet')
  const changed = await by('sw').post(
    at('/changes/starts'),
    start(24, { step: 'save', checked: checkedIn(unchecked.html) })
  )
  expect(changed.html).toContain('from Tuesday 24 November 2026')
  expect(await plan.run('select count(*)::int n from enrolment where child_id = $1', [plan.childId])).toEqual([
    { n: 1 }
  ])
})

test('a post that says neither to check nor to save changes nothing', async () => {
  await plan.run(`update enrolment set ends = '2026-12-14' where child_id = $1`, [plan.childId])
  await plan.run(
    `insert into enrolment (id, authority_id, child_id, setting_id, starts, main) values ($1, 937, $2, $3, '2026-12-14', true)`,
    [newId(), plan.childId, birch]
  )
  expect((await by('sw').post(at('/changes/stays'), {})).status).toBe(200)
  const [planned] = await plan.run(`select ends from enrolment where child_id = $1 and setting_id = $2`, [
    plan.childId,
    birch
  ])
  expect(planned).toEqual({ ends: null })
  const shown = await by('sw').post(at('/changes/stays'), { step: 'check' })
  expect(shown.html).toContain('no longer sees Rowan Ash from Monday 14 December 2026')
  const saved = await by('sw').post(at('/changes/stays'), { step: 'save', checked: checkedIn(shown.html) })
  expect(saved.status).toBe(303)
  await plan.run(`delete from enrolment where child_id = $1 and setting_id = $2`, [plan.childId, birch])
  expect((await by('sw').post(at('/transfer'), {})).status).toBe(200)
  expect(await plan.run('select id from transfer_pack')).toEqual([])
})

test('a move today: the old school loses sight of the child, the new one takes the pack and says so', async () => {
  expect((await by('dt-elsewhere').get(at())).status).toBe(404)
  const shown = await by('sw').post(at('/changes/starts'), start(24, { step: 'check' }))
  const saved = await by('sw').post(at('/changes/starts'), start(24, { step: 'save', checked: checkedIn(shown.html) }))
  expect(saved.goes).toBe(at('/changes'))
  await runWaitingJobs(database.ownerUrl, service)
  expect((await by('dt').get(at('/transfer'))).status).toBe(403)
  const page = await by('dt-elsewhere').get(at('/transfer'))
  expect(page.html).toContain('We have received it')
  expect((await by('sw').post(at('/transfer'), { step: 'receive' })).status).toBe(422)
  const file = await download('dt-elsewhere', at('/transfer/file'))
  const names = Object.keys(unzipSync(file)).sort()
  expect(names).toEqual([
    'contents.txt',
    'plans/Plan for Rowan, summer 2026, setting’s copy.json',
    'plans/Plan for Rowan, summer 2026, setting’s copy.pdf'
  ])
  expect((await by('dt-elsewhere').post(at('/transfer'), { step: 'receive' })).status).toBe(303)
  expect(await plan.run('select received_on::text from transfer_pack')).toEqual([{ received_on: planToday }])
  expect((await by('sw').get(at('/transfer'))).html).toContain('Person dt-elsewhere, Tuesday 24 November 2026')
})

async function download(word: string, path: string): Promise<Uint8Array> {
  const { status } = await by(word).get(path)
  expect(status).toBe(200)
  const [row] = await plan.run('select sha256 from transfer_pack where made_at is not null')
  const hash = String(row?.sha256)
  const { readFileSync } = await import('node:fs')
  return readFileSync(`${served.dataFolder}/files/${hash.slice(0, 2)}/${hash}`)
}

test('the move in year 10 is flagged until it is approved', async () => {
  expect((await by('adviser').get('/approvals')).html).toContain('Rowan Ash')
  expect((await by('dt-elsewhere').get(at('/approval'))).status).toBe(403)
  const fields = {
    officer: 'A. Director',
    wishes: 'Near home',
    'approved-day': '20',
    'approved-month': '11',
    'approved-year': '2026'
  }
  expect((await by('sw').post(at('/approval'), fields)).html).toContain('must be consulted first')
  expect((await by('sw').post(at('/approval'), { ...fields, emergency: 'yes' })).status).toBe(303)
  expect((await by('adviser').get('/approvals')).html).not.toContain('Rowan Ash')
  const written = await plan.run(
    `select a.question, a.value from answer a where a.child_id = $1 and a.pep_id = $2 and a.question like 'S.%' order by 1`,
    [plan.childId, plan.pepId]
  )
  expect(written.map(({ question, value }) => [question, value])).toEqual([
    ['S.approvedOn', '2026-11-20'],
    ['S.childsWishes', 'Near home'],
    ['S.disruptsKeyStage4', true],
    ['S.dtConsulted', false],
    ['S.emergencyMove', true],
    ['S.iroConsulted', false],
    ['S.nominatedOfficer', 'A. Director']
  ])
})

test('a designated teacher may say that the child leaves their own setting, and record nothing else', async () => {
  const hub = await by('dt-elsewhere').get(at('/changes'))
  expect(hub.html).toContain('Leaves a setting')
  expect(hub.html).not.toContain('The child has died')
  for (const path of ['starts', 'home', 'died', 'leaves-care', 'social-worker'])
    expect((await by('dt-elsewhere').get(at(`/changes/${path}`))).status).toBe(403)
  expect((await by('helper').get(at('/changes'))).status).toBe(403)
})

test('the search for a place keeps applications with their results, and dated reviews', async () => {
  const day = (name: string, date: number) => ({
    [`${name}-day`]: String(date),
    [`${name}-month`]: '11',
    [`${name}-year`]: '2026'
  })
  const page = at('/school-place')
  expect((await by('sw').post(page, { step: 'apply', school: '', ...day('asked', 20) })).html).toContain(
    'Enter the school'
  )
  expect((await by('sw').post(page, { step: 'apply', school: 'Cedar School', ...day('asked', 20) })).status).toBe(303)
  const [application] = await plan.run('select id from school_application')
  const id = String(application?.id)
  expect((await by('sw').post(page, { settle: id, [`result-${id}`]: 'refused' })).status).toBe(303)
  const late = await by('sw').post(page, {
    step: 'review',
    words: 'Rang the panel',
    ...day('reviewed', 20),
    ...day('next', 19)
  })
  expect(late.html).toContain('must be after this one')
  expect(
    (await by('sw').post(page, { step: 'review', words: 'Rang the panel', ...day('reviewed', 16), ...day('next', 23) }))
      .status
  ).toBe(303)
  const { html } = await by('sw').get(page)
  expect(html).toContain('Refused, Tuesday 24 November 2026')
  expect(html).toContain('Rang the panel')
  expect((await by('dt-elsewhere').get(page)).status).toBe(403)
})

test('in custody: the child’s page says so', async () => {
  const said = async () => (await by('sw').get(at())).html.includes('In custody. Education is arranged there')
  expect(await said()).toBe(false)
  const mark = (circumstances: string) =>
    plan.run(`update pep set circumstances = $2 where id = $1`, [plan.pepId, circumstances])
  await mark('{custody}')
  expect(await said()).toBe(true)
  await mark('{}')
})

test('a setting that closed is followed to what took its place, on the day it closed', async () => {
  const academy = newId()
  await plan.run(`insert into setting (id, name, urn) values ($1, 'Birch Academy', 149900)`, [academy])
  await plan.run(`update setting set closed = '2026-11-24', successor_urn = 149900 where id = $1`, [birch])
  const onTheDay = { ...service, today: () => Temporal.PlainDate.from('2026-11-25') }
  await followSuccessorsTask({ authority: 937 }, onTheDay)
  await followSuccessorsTask({ authority: 937 }, onTheDay)
  expect(
    await plan.run(
      `select setting_id, starts::text, ends::text from enrolment where child_id = $1 and (ends is null or ends > starts) order by starts`,
      [plan.childId]
    )
  ).toMatchObject([{ ends: '2026-11-24' }, { setting_id: academy, starts: '2026-11-24', ends: null }])
})

test('after care access closes only once the last plan is signed off and filed; the record stays', async () => {
  await plan.run(`update care_period set ends = '2026-11-20' where child_id = $1`, [plan.childId])
  const tonight = () => closeAccessTask({ authority: 937 }, service)
  const sight = async () => (await by('sw').get(at())).status
  await tonight()
  expect(await sight()).toBe(200)
  await plan.run(`update pep set state = 'signed-off', signed_off_on = '2026-11-23' where child_id = $1`, [
    plan.childId
  ])
  await plan.run(
    `insert into clock (pep_id, name, authority_id, child_id, holder, due, explanation) values ($1, 'file-copy', 937, $2, 'social-worker', '2026-11-30', '{}')`,
    [plan.pepId, plan.childId]
  )
  await tonight()
  expect(await sight()).toBe(200)
  await plan.run(`update clock set met_on = '2026-11-23' where child_id = $1`, [plan.childId])
  // The school that the child goes to now sees them until then, and the copy.
  const school = async () => [
    (await by('dt').get(at())).status,
    (await by('dt').get(`/peps/${plan.pepId}`)).status,
    (await by('dt').get('/children')).html.includes(at())
  ]
  await plan.run(
    `insert into enrolment (id, authority_id, child_id, setting_id, main, starts)
     select $1, 937, $2, setting_id, true, '2026-11-01' from appointment where person_id = (select id from person where name = 'Person dt')`,
    [newId(), plan.childId]
  )
  expect(await school()).toEqual([200, 200, true])
  await tonight()
  // The task's day is 23 November: nothing is seen on the 24th.
  expect([await sight(), (await by('adviser').get(at())).status]).toEqual([404, 200])
  expect(await school()).toEqual([404, 404, false])
  expect(await plan.run('select count(*)::int n from pep where child_id = $1', [plan.childId])).toEqual([{ n: 2 }])
})
