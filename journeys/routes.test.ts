import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Role, roles } from '../src/guidance/words.ts'
import type { Example } from '../src/web/route-examples.ts'
import type { Route } from '../src/web/route-table.ts'
import { connectAsOwner } from './ledger.ts'
import { type RunningServer, startServer } from './server.ts'

/*
 * The whole table of routes and roles, asked from outside: every address as every role, where it is theirs, where it is a
 * stranger's, and where the table denies it.
 */

type Row = Route & Example
const anyRoute = (row: Row) => row.action === 'anyone'
const nameOf = ({ method, path }: Row) => `${method} ${path}`
const isNamed = ({ path }: Row) => path.includes(':')

/** The demonstration may hold none of these: nothing attached, nothing imported, no correction open, no copy issued, no passkey. */
const mayBeMissing = /:(document|run|correction|passkey|provider|session)(\/|$)|\/copies\/\w+$/

let server: RunningServer
let owner: pg.Client
let table: Row[]
const refused = { 403: 0, 404: 0 }

beforeAll(async () => {
  server = await startServer()
  const { out } = await server.command('routes', '--json')
  table = JSON.parse(out)
  owner = await connectAsOwner(server)
})
afterAll(async () => {
  await owner?.end()
  await server?.stop()
})

const sessions = new Map<string, Promise<string>>()
const sessionOf = (person: string) => {
  const known = sessions.get(person) ?? server.signIn(person)
  sessions.set(person, known)
  return known
}

/** The answer's status to somebody with this session; a post and a PUT bring what they must, and nothing else. */
async function ask(row: Row, path: string, session: string | null): Promise<number> {
  const cookie = session ?? ''
  const init: RequestInit = { method: row.method, redirect: 'manual', headers: { cookie } }
  if (row.method === 'PUT') {
    init.headers = { cookie, 'content-type': 'application/json' }
    init.body = JSON.stringify({ value: null, base: 0, mutation: crypto.randomUUID(), writing: false })
  }
  if (row.method === 'POST') {
    const page = await fetch(`${server.url}${session ? '/privacy' : '/sign-in'}`, { headers: { cookie } })
    const jar = [cookie, ...page.headers.getSetCookie().map(line => line.split(';')[0])].filter(Boolean).join('; ')
    const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
    init.headers = { cookie: jar }
    init.body = new URLSearchParams({ _csrf: token })
  }
  const { status } = await fetch(server.url + path, init)
  if (session && (status === 403 || status === 404)) refused[status] += 1
  return status
}

/** Each role with its person; what it comes to, where it is not as it should be. */
async function walk(
  visit: (row: Row, role: Role, person: string) => Promise<string | null>,
  order: readonly Role[] = roles
): Promise<string[]> {
  const wrong: string[] = []
  for (const role of order) {
    for (const row of table) {
      const person = row.as[role]
      const problem = person && (await visit(row, role, person))
      if (problem) wrong.push(`${role} ${nameOf(row)}: ${problem}`)
    }
  }
  return wrong
}

/** This address filled with a child or a plan that the role sees, though it may not do this to it. */
function deniedPath(row: Row, role: Role): string | null {
  if (!isNamed(row)) return row.path
  const foreign = Object.values(row.own)[0]
  if (!foreign) return null
  if (!/:(pep|child)\b/.test(row.path)) return foreign
  const seen = table.find(
    ({ method, path }) => method === 'GET' && path === (row.path.includes(':pep') ? '/peps/:pep' : '/children/:child')
  )
  const own = seen?.own[role]
  if (!own) return foreign
  return (
    own +
    foreign
      .split('/')
      .slice(3)
      .map(part => `/${part}`)
      .join('')
  )
}

it('knows a person of the demonstration for every role', () => {
  for (const role of roles) expect(table[0]?.as[role], role).toBeTruthy()
})

it('has a path for every route that a role may open', () => {
  const without = table.filter(row => !anyRoute(row) && Object.keys(row.own).length === 0).map(nameOf)
  expect(without.filter(name => !mayBeMissing.test(name))).toEqual([])
})

/** An address without what it is about: two plans are one kind of page. */
const kindOf = (path: string) =>
  path
    .replace(/[?#].*/, '')
    .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, ':id')
    .replace(/\/[A-Z]\d*$/, '/:section')
const someOfAKind = 2

/** Goes from the first page by every link, some of each kind of page; the links that were refused, with where they stood. */
async function followLinks(session: string): Promise<string[]> {
  const wrong: string[] = []
  const visits = new Map<string, Set<string>>()
  const ahead = [{ path: '/', from: '' }]
  for (const { path, from } of ahead) {
    const visited = visits.get(kindOf(path)) ?? new Set()
    if (visited.has(path) || visited.size >= someOfAKind) continue
    visits.set(kindOf(path), visited.add(path))
    const page = await fetch(server.url + path, { headers: { cookie: session }, redirect: 'manual' })
    if (page.status === 403 || page.status === 404) refused[page.status] += 1
    if (page.status >= 400) wrong.push(`${from} leads to ${path}, which answered ${page.status}`)
    const html = page.headers.get('content-type')?.startsWith('text/html') ? await page.text() : ''
    await page.body?.cancel().catch(() => undefined)
    for (const [, href = ''] of html.matchAll(/href="(\/[^"#]*)/g))
      if (!/^\/(assets|sign-out|demo|dev)\b/.test(href)) ahead.push({ path: href.replaceAll('&amp;', '&'), from: path })
  }
  return wrong
}

describe('every link', () => {
  it.each(roles)('that is shown to the %s opens', async role => {
    const person = table[0]?.as[role] ?? ''
    expect(await followLinks(await sessionOf(person))).toEqual([])
  })
})

describe('every route, as every role', () => {
  it('is not there for a child that is not theirs', async () => {
    const wrong = await walk(async (row, role, person) => {
      const path = row.other[role]
      if (!path) return null
      const status = await ask(row, path, await sessionOf(person))
      return status === 404 ? null : `${path} answered ${status}`
    })
    expect(wrong).toEqual([])
  })

  it('is refused where the table denies it', async () => {
    const wrong = await walk(async (row, role, person) => {
      const path = row.roles[role] === 'denied' ? deniedPath(row, role) : null
      if (!path) return null
      const status = await ask(row, path, await sessionOf(person))
      return status === 403 || (status === 404 && isNamed(row)) ? null : `${path} answered ${status}`
    })
    expect(wrong).toEqual([])
  })

  it('opens where it is theirs', async () => {
    const wrong = await walk(async (row, role, person) => {
      const path = row.own[role]
      if (!path || row.method !== 'GET') return null
      const status = await ask(row, path, await sessionOf(person))
      return [200, 303].includes(status) ? null : `${path} answered ${status}`
    })
    expect(wrong).toEqual([])
  })

  it('leads whoever is not signed in to sign in', async () => {
    const wrong: string[] = []
    for (const row of table.filter(row => !anyRoute(row))) {
      const status = await ask(row, row.path, null)
      if (status !== (row.like ? 401 : 303)) wrong.push(`${nameOf(row)} answered ${status}`)
    }
    expect(wrong).toEqual([])
  })

  it('has every refusal in the audit log', async () => {
    const { rows } = await owner.query(
      "select outcome, count(*)::int as n from audit_event where outcome <> 'done' group by outcome"
    )
    const logged = Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n]))
    expect(logged).toEqual({ refused: refused[403], 'not-found': refused[404] })
    expect(refused[403]).toBeGreaterThan(100)
    expect(refused[404]).toBeGreaterThan(300)
  })

  // Last, since a post may change what is there; each with a session of its own, since some end or confine it. The family first:
  // an empty post of the social worker's takes back that the parent is asked.
  it('takes the post of whoever may post', async () => {
    const wrong = await walk(async (row, role, person) => {
      const path = row.own[role]
      if (!path || row.method === 'GET') return null
      const status = await ask(row, path, await server.signIn(person))
      return [200, 303, 409, 422].includes(status) ? null : `${path} answered ${status}`
    }, roles.toReversed())
    expect(wrong).toEqual([])
  })
})
