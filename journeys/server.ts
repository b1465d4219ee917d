import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../src/paths.ts'

export interface RunningServer {
  readonly url: string
  /** Its own OPENPEP_DATA: a folder that goes with it. */
  readonly dataFolder: string
  /** Runs a command beside the server, on the same data. */
  command(...words: string[]): Promise<{ code: number; out: string; error: string }>
  /** The cookie of a session as one of the demonstration's people: `openpep=…`, to send back. */
  signIn(person: string): Promise<string>
  /** Stops and starts again on the same data, where it is another day: `YYYY-MM-DD`. */
  onDay(date: string): Promise<void>
  /** kill -9 of PostgreSQL: the server is to bring it back by itself. */
  killDatabase(): void
  /** kill -9 of the server, then a start on the same data. */
  killServer(): Promise<void>
  stop(): Promise<void>
}

/** `./openpep start` as anybody would, on a free port and a data folder of its own. Ready when it returns. */
export async function startServer(environment: Record<string, string> = {}): Promise<RunningServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'openpep-journey-'))
  const port = await freePort()
  let env: NodeJS.ProcessEnv = {
    ...process.env,
    LOG_LEVEL: 'warn',
    ...environment,
    PORT: `${port}`,
    OPENPEP_DATA: dataFolder
  }
  const url = `http://localhost:${port}`
  let server = spawnServer(env)
  const stop = async () => {
    await ended(server)
    rmSync(dataFolder, { recursive: true, force: true })
  }
  const begin = async () => {
    try {
      await ready(`${url}/readyz`, server, listenTo(server))
    } catch (error) {
      await stop()
      throw error
    }
  }
  await begin()
  const onDay = async (date: string) => {
    await ended(server)
    env = { ...env, OPENPEP_TODAY: date }
    server = spawnServer(env)
    await begin()
  }
  const killDatabase = () => process.kill(pidIn(join(dataFolder, 'postgres/postmaster.pid')), 'SIGKILL')
  const killServer = async () => {
    const gone = once(server, 'exit')
    process.kill(pidIn(join(dataFolder, 'server.pid')), 'SIGKILL')
    await gone
    server = spawnServer(env)
    await begin()
  }
  const command = (...words: string[]) => runCommand(words, env)
  return { url, dataFolder, command, signIn: word => signIn(url, word), onDay, killDatabase, killServer, stop }
}

const spawnServer = (env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(join(root, 'openpep'), ['start'], { env, stdio: ['ignore', 'pipe', 'pipe'] })

const pidIn = (file: string): number => Number(readFileSync(file, 'utf8').split('\n')[0])

/** A port that nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

function listenTo(child: ChildProcess): { out: string; error: string } {
  const said = { out: '', error: '' }
  child.stdout?.on('data', chunk => (said.out += String(chunk)))
  child.stderr?.on('data', chunk => (said.error += String(chunk)))
  return said
}

async function ready(address: string, server: ChildProcess, said: { out: string; error: string }): Promise<void> {
  const until = Date.now() + 90_000
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}.\n${said.out}${said.error}`)
    const answer = await fetch(address).catch(() => null)
    if (answer?.ok) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error(`The server was not ready in 90 seconds.\n${said.out}${said.error}`)
}

/** SIGTERM, for it to stop its PostgreSQL too; SIGKILL only if it does not go. */
function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => {
    const late = setTimeout(() => server.kill('SIGKILL'), 20_000)
    server.once('exit', () => {
      clearTimeout(late)
      resolve()
    })
    server.kill('SIGTERM')
  })
}

function runCommand(words: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(join(root, 'openpep'), words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = listenTo(child)
  return new Promise<{ code: number; out: string; error: string }>(resolve =>
    child.once('close', code => resolve({ code: code ?? 1, ...said }))
  )
}

async function signIn(url: string, person: string): Promise<string> {
  const answer = await fetch(`${url}/demo/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ person }),
    redirect: 'manual'
  })
  const cookie = answer.headers.getSetCookie().find(line => line.startsWith('openpep='))
  if (answer.status !== 303 || !cookie) throw new Error(`Nobody signed in as ${person}: ${answer.status}.`)
  return cookie.split(';')[0] ?? ''
}
