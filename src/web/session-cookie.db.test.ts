import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { loadDemonstration } from '../demo/load.ts'
import { type Served, serveFor } from './testing/served.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await loadDemonstration(db.ownerUrl, Temporal.PlainDate.from('2026-11-23'))
})
afterAll(() => db.drop())

/** The cookies that signing in, a page with a form and a message after a redirect leave behind, each as it was set. */
async function cookiesOf(served: Served): Promise<string[]> {
  const visitor = await served.as('admin')
  const signedIn = await visitor.open('/demo/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ person: 'admin' })
  })
  const page = await visitor.open('/account/sessions')
  expect(page.status).toBe(200)
  const ended = await visitor.post('/see-as/end', {})
  expect(ended.status).toBe(303)
  const told = await visitor.open('/people')
  expect(await told.text()).toContain('The preview has ended')
  const gone = await visitor.post('/sign-out', {}, '/people')
  return [signedIn, page, ended, told, gone].flatMap(({ headers }) => headers.getSetCookie())
}

it('over https every cookie is this host’s alone: __Host-, secure, for every path, no domain', async () => {
  const served = await serveFor(db, '2026-11-23', undefined, [], 'https://pep.example')
  const cookies = await cookiesOf(served)
  await served.close()
  const names = new Set(cookies.map(cookie => cookie.split('=')[0]))
  expect(names).toEqual(new Set(['__Host-openpep', '__Host-_csrf', '__Host-done']))
  for (const cookie of cookies) {
    expect(cookie).toMatch(/; Path=\/(;|$)/)
    expect(cookie).toMatch(/; Secure/)
    expect(cookie).not.toMatch(/Domain/i)
  }
})

it('over http, as at localhost, a browser would not keep such a cookie: the names are plain', async () => {
  const served = await serveFor(db, '2026-11-23')
  const cookies = await cookiesOf(served)
  await served.close()
  expect(new Set(cookies.map(cookie => cookie.split('=')[0]))).toEqual(new Set(['openpep', '_csrf', 'done']))
})
