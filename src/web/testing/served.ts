import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import type { Config } from '../../config.ts'
import type { TestDatabase } from '../../db/testing/database.ts'
import { openLog } from '../../log.ts'
import { startServer } from '../../server.ts'

/** The whole server over a test database, asked from outside as a browser without scripts would. */
export interface Served {
  readonly dataFolder: string
  readonly origin: string
  /** Somebody who is not signed in. */
  someone(): Visitor
  /** Signs in by a demonstration word. */
  as(word: string): Promise<Visitor>
  close(): Promise<void>
}

export interface Got {
  readonly status: number
  readonly html: string
  readonly headers: Headers
  readonly goes: string | null
}

export interface Visitor {
  get(path: string): Promise<Got>
  /** Asks and does not wait for the end: a stream of events. */
  open(path: string, init?: RequestInit): Promise<Response>
  /** Posts a form with the token of the page `from` (default: the same address). */
  post(path: string, fields: Record<string, string> | FormData, from?: string): Promise<Got>
  /** Sends JSON, as a script of the page would. */
  put(path: string, body: unknown): Promise<Got>
  /** The same where a field has several values. */
  postAll(path: string, fields: Record<string, string | readonly string[]>): Promise<Got>
}

export async function serveFor(
  database: TestDatabase,
  today: string,
  log: Logger = openLog('error'),
  openId: Config['openId'] = [],
  /** The address that people know it by, where that is not its own. */
  publicUrl?: string
): Promise<Served> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'openpep-served-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const server = await startServer(
    {
      mode: 'demo',
      port,
      baseUrl: publicUrl ?? origin,
      trustProxy: false,
      dataFolder,
      secretsFolder: join(dataFolder, 'secrets'),
      filesFolder: join(dataFolder, 'files'),
      recordFolder: join(dataFolder, 'case-record'),
      importFolder: join(dataFolder, 'imports'),
      openId,
      secret: 'a secret of thirty-two characters or more',
      pretendedToday: Temporal.PlainDate.from(today),
      logLevel: 'error'
    },
    { app: database.appUrl },
    { log, figures: new Registry() }
  )
  return {
    dataFolder,
    origin,
    someone: () => visitor(origin),
    as: async word => {
      const someone = visitor(origin)
      await someone.open('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ person: word }) })
      return someone
    },
    close: async () => {
      await server.close()
      rmSync(dataFolder, { recursive: true, force: true })
    }
  }
}

function visitor(origin: string): Visitor {
  const cookies = new Map<string, string>()
  const open = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(origin + path, { ...init, headers: { ...init.headers, cookie }, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name) cookies.set(name, value ?? '')
    }
    return response
  }
  const ask = async (path: string, init: RequestInit = {}): Promise<Got> => {
    const response = await open(path, init)
    const { status, headers } = response
    return { status, headers, html: await response.text(), goes: headers.get('location') }
  }
  return {
    get: path => ask(path),
    open,
    put: (path, body) =>
      ask(path, { method: 'PUT', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    post: async (path, fields, from = path) => {
      const page = await ask(from)
      const token = /name="_csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? ''
      const body =
        fields instanceof FormData ? withToken(fields, token) : new URLSearchParams({ ...fields, _csrf: token })
      return ask(path, { method: 'POST', body })
    },
    postAll: async (path, fields) => {
      const token = /name="_csrf" value="([^"]*)"/.exec((await ask(path)).html)?.[1] ?? ''
      const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map(one => [name, one]))
      return ask(path, { method: 'POST', body: new URLSearchParams([...pairs, ['_csrf', token]]) })
    }
  }
}

/** The token goes first, as a browser sends it. */
function withToken(fields: FormData, token: string): FormData {
  const form = new FormData()
  form.append('_csrf', token)
  for (const [name, value] of fields) form.append(name, value)
  return form
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
