import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from './db/testing/database.ts'
import { asPerson, enqueue } from './db/transaction.ts'
import { runWaitingJobs, testConfig, testJobService } from './jobs/testing/job-service.ts'
import { openLog } from './log.ts'
import { sendMessage } from './messages/outbox.ts'
import { makePlan, type Plan, planToday } from './peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from './web/testing/served.ts'

/** What a log must never hold: names, addresses, words, passwords, tokens, and the ids that are in addresses. */
const typed = 'Zephyrine Quill of Alder Lane'
const email = 'zephyrine.quill@family.example'
const password = 'four unrelated words 8831'
const token = 'Zm9yLXRoZS10ZXN0LW9ubHktYS10b2tlbg'

let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
const lines: string[] = []
const log = openLog('trace', { write: line => lines.push(line) })
const said = () => lines.join('')

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday, log)
  dt = await served.as('dt')
  // Two failures whose message quotes what was written.
  await plan.run(`create function app.fails() returns trigger language plpgsql as
    $$ begin raise exception 'no place for %', new using detail = new::text; end $$`)
  await plan.run('create trigger fails before insert on concern for each row execute function app.fails()')
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${served.origin}${path}`, { redirect: 'manual', ...init }).then(answer => answer.status)
const post = (path: string, fields: Record<string, string>) =>
  ask(path, { method: 'POST', body: new URLSearchParams(fields) })

it('tells of a failed request, and of nobody in it', async () => {
  const raised = await dt.post(`/children/${plan.childId}/concerns/new?pep=${plan.pepId}`, {
    stage: 'after',
    words: typed,
    pep: plan.pepId
  })
  expect(raised.status).toBe(500)
  const told = lines.map(line => JSON.parse(line)).find(({ msg }) => msg === 'a request failed')
  expect(told).toMatchObject({ route: '/children/:child/concerns/new', err: { code: 'P0001' } })
})

it('says nothing of what is asked, refused or not understood', async () => {
  const { html } = await dt.get(`/children/${plan.childId}`)
  expect(html).toContain('Rowan')
  const statuses = [
    await ask(`/children?q=${encodeURIComponent(typed)}`),
    await ask(`/children/${encodeURIComponent(typed)}`),
    await ask(`/children?q=%00${encodeURIComponent(typed)}`, { headers: { cookie: `openpep=${token}` } }),
    await ask(`/sign-in/link/${token}`),
    await post('/sign-in/password', { email, password, code: '123456' }),
    await post('/sign-in', { email, next: `/children/${plan.childId}` }),
    await ask('/peps/x/answers/y', {
      method: 'PUT',
      body: `{"value": "${typed}`,
      headers: { 'content-type': 'application/json' }
    }),
    await ask('/sign-in', {
      method: 'POST',
      body: typed,
      headers: { 'content-type': `multipart/form-data; boundary=${token}` }
    }),
    await ask(`/${'x'.repeat(300)}/${token}`),
    (await dt.get(`/children?q=%00${encodeURIComponent(typed)}`)).status,
    (await dt.put(`/peps/${plan.pepId}/answers/nothing`, { value: typed, base: 0, mutation: email })).status
  ]
  expect(statuses.filter(status => status >= 200 && status < 600)).toHaveLength(statuses.length)
})

it('tells of failed jobs and mail, and of nobody in them', async () => {
  const made = await testJobService(database.appUrl, testConfig())
  await made.mailer.close()
  const mailer = {
    leavesTheHouse: false,
    send: () =>
      Promise.reject(Object.assign(new Error(`450 try again: <${email}>`), { responseCode: 450, response: email })),
    close: async () => undefined
  }
  const service = { ...made, log, mailer }
  await asPerson(service.database, { person: null, today: service.today() }, async tx => {
    await sendMessage(tx, {
      eventKey: 'a test',
      authorityId: 937,
      to: { email },
      kind: 'returned',
      subject: typed,
      words: typed,
      origin: 'http://pep.example'
    })
    await enqueue(tx, 'open rounds', { authority: typed })
  })
  await runWaitingJobs(database.ownerUrl, service)
  await service.database.close()
  const told = lines.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'a job failed')
  expect(told.map(({ task }) => task).sort()).toEqual(['deliver message', 'open rounds'])
  const kept = await plan.run('select last_error from graphile_worker._private_jobs where last_error is not null')
  expect(kept.length).toBeGreaterThan(0)
  for (const { last_error } of kept) expect(last_error).not.toMatch(/zephyrine/i)
})

it.each([
  ['names', /zephyrine|quill|rowan|\bash\b|alder|person dt/i],
  ['addresses', /@|family\.example/],
  ['passwords and tokens', new RegExp(`${password}|${token}|openpep=|cookie|_csrf`)],
  ['ids', /[0-9a-f]{8}-[0-9a-f]{4}-/]
])('holds no %s', (_what, pattern) => {
  expect(lines.length).toBeGreaterThan(2)
  expect(said().replaceAll(/node_modules\/@[\w-]+\//g, '')).not.toMatch(pattern)
})
