import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

/** What is posted after the session has ended: kept for its person alone, 24 hours, and offered back. No typed word is lost. */

let database: TestDatabase
let plan: Plan
let owner: pg.Client
let served: Served
let section: string
const words = 'A seat at the side, & "quiet" work\r\non Mondays'

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  served = await serveFor(database, planToday)
  section = `/peps/${plan.pepId}/sections/R`
})
afterAll(async () => {
  await served.close()
  await owner.end()
  await plan.close()
  await database.drop()
})
beforeEach(() => owner.query('delete from parked_post'))

/** The hidden fields of the form that has these words in its tag. */
const hidden = (html: string, tag: string): Record<string, string> => {
  const [form = ''] = html.match(new RegExp(`<form[^>]*${tag}[\\s\\S]*?</form>`)) ?? []
  const decoded = (value: string) =>
    value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      decoded(value)
    ])
  )
}
const post = async (visitor: Visitor, path: string, fields: Record<string, string>) => {
  const response = await visitor.open(path, { method: 'POST', body: new URLSearchParams(fields) })
  return { status: response.status, goes: response.headers.get('location') ?? '' }
}
const signIn = (visitor: Visitor, word: string) =>
  visitor.open('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ person: word }) })
const endSessions = () => owner.query(`update app.session set seen_at = seen_at - interval '31 minutes'`)

/** The teacher's section, written while the session runs and posted when it does not any more: where that leads. */
async function postTooLate(visitor: Visitor): Promise<string> {
  const { html } = await visitor.get(section)
  await endSessions()
  const sent = await post(visitor, section, { ...hidden(html, 'data-writing'), 'q:R.teaching': words })
  expect(sent.status).toBe(303)
  return sent.goes
}
const answers = async () =>
  (
    await owner.query(`select value, written_by from answer where pep_id = $1 and question = 'R.teaching'`, [
      plan.pepId
    ])
  ).rows

it('is kept through signing in, shown as it was typed, and saved by one press', async () => {
  const dt = await served.as('dt')
  const goes = await postTooLate(dt)
  expect(goes).toMatch(/^\/sign-in\?next=%2Fkept%2F/)
  expect((await dt.get(goes)).html).toContain('It is kept for you for 24 hours')
  expect(await answers()).toEqual([])

  await signIn(dt, 'dt')
  const kept = decodeURIComponent(goes.replace('/sign-in?next=', ''))
  const { html } = await dt.get(kept)
  expect(html).toContain('What you typed is still here')
  expect(html).toContain('A seat at the side, &amp; &quot;quiet&quot; work')

  const again = await post(dt, section, hidden(html, `action="${section}"`))
  expect(again.status).toBe(303)
  expect(again.goes).toContain(`/peps/${plan.pepId}`)
  expect(await answers()).toMatchObject([{ value: words.replace('\r', '') }])
  // Pressed once more it counts no second time.
  await post(dt, section, hidden(html, `action="${section}"`))
  expect(
    (await owner.query(`select from answer_version where pep_id = $1 and question = 'R.teaching'`, [plan.pepId]))
      .rowCount
  ).toBe(1)
})

it('is for nobody else who signs in there, and not readable in the database', async () => {
  const dt = await served.as('dt')
  const kept = decodeURIComponent((await postTooLate(dt)).replace('/sign-in?next=', ''))
  await signIn(dt, 'sw')
  const other = await dt.get(kept)
  expect(other.status).toBe(200)
  expect(other.html).toContain('Nothing is kept here')
  expect(other.html).not.toContain('A seat')
  await dt.post(kept, {})
  const { rows } = await owner.query('select sealed from parked_post')
  expect(rows).toHaveLength(1)
  expect(rows[0].sealed.toString('latin1')).not.toContain('A seat')
})

it('is thrown away by its person, and gone after 24 hours', async () => {
  const dt = await served.as('dt')
  const kept = decodeURIComponent((await postTooLate(dt)).replace('/sign-in?next=', ''))
  await signIn(dt, 'dt')
  await owner.query(`update parked_post set parked_at = parked_at - interval '24 hours 1 minute'`)
  expect((await dt.get(kept)).html).toContain('Nothing is kept here')
  await owner.query(`update parked_post set parked_at = parked_at + interval '2 minutes'`)
  expect((await dt.get(kept)).html).toContain('What you typed is still here')
  expect((await dt.post(kept, {})).goes).toBe('/')
  expect((await owner.query('select from parked_post')).rowCount).toBe(0)
})

it('is not kept where the browser says nothing of whose it is, or was handed over to a child', async () => {
  const dt = await served.as('dt')
  const { html } = await dt.get(section)
  await owner.query(`update app.session set confined_to = '/handed-over', seen_at = seen_at - interval '31 minutes'`)
  expect((await post(dt, section, { ...hidden(html, 'data-writing'), 'q:R.teaching': words })).goes).toBe('/sign-in')
  await owner.query('delete from app.session')
  expect((await post(dt, section, { ...hidden(html, 'data-writing'), 'q:R.teaching': words })).goes).toBe('/sign-in')
  expect((await owner.query('select from parked_post')).rowCount).toBe(0)
})

it('keeps the newest twenty of one person', async () => {
  const dt = await served.as('dt')
  const { html } = await dt.get(section)
  await endSessions()
  for (let at = 0; at < 22; at++)
    await post(dt, section, { ...hidden(html, 'data-writing'), 'q:R.teaching': `Words ${at}` })
  expect((await owner.query('select from parked_post')).rowCount).toBe(20)
})
