import { mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { initialise, isInitialised, passwordFile } from './initialise.ts'
import { isAlive, livingPostmaster, type Postmaster } from './postmaster.ts'
import { Presence } from './presence.ts'
import { launch } from './server.ts'

export type EmbeddedOptions = {
  /** The cluster's folder, `$OPENPEP_DATA/postgres`. */
  dataDir: string
  /** false only for tests: a lost machine may then lose data. */
  durable?: boolean
  /** Further PostgreSQL settings, used when this call is the one that starts the server. */
  settings?: Record<string, string>
}

export type Embedded = {
  /** Superuser, database `postgres`, on 127.0.0.1; with `?host=`, the folder of its socket, where it has one. */
  adminUrl: string
  port: number
  /** true when this call started the server, false when it found one running. */
  started: boolean
  /** Leaves, and stops the server when no other program of ours uses it. */
  stop(): Promise<void>
  /** Leaves and lets the server run: the next start adopts it. */
  leave(): Promise<void>
}

const patience = 60_000

/**
 * The embedded PostgreSQL: made when there is none, adopted when it runs, started when it does not, and started again
 * if it dies while in use. It runs detached, so a killed program leaves it whole.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const folder = resolve(dirname(options.dataDir))
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const dataDir = join(realpathSync(folder), basename(options.dataDir))
  const enter = () => entering({ ...options, dataDir }, lost)
  let entered = enter()
  let leaving = false

  function lost() {
    if (leaving) return
    entered = enter()
    entered.catch(error => process.emitWarning(`The embedded PostgreSQL could not be started again: ${error}`))
  }

  async function depart(stopping: boolean) {
    leaving = true
    const { presence, postmaster } = await entered
    await presence.leave(stopping ? () => shutDown(postmaster) : undefined)
  }

  const { adminUrl, postmaster, started } = await entered
  return { adminUrl, port: postmaster.port, started, stop: () => depart(true), leave: () => depart(false) }
}

type Entered = { presence: Presence; postmaster: Postmaster; adminUrl: string; started: boolean }

/** Every step may lose a race against another program doing the same; then it looks again at what is true now. */
async function entering(options: EmbeddedOptions, onLost: () => void): Promise<Entered> {
  const { dataDir, durable = true, settings = {} } = options
  const until = Date.now() + patience
  let started = false
  while (Date.now() < until) {
    if (!isInitialised(dataDir)) initialise(dataDir, durable)
    const found = livingPostmaster(dataDir)
    if (!found) {
      started = (await launch(dataDir, { ...settings, ...(durable ? {} : volatile) })) || started
    } else if (found.ready) {
      const adminUrl = adminUrlOf(dataDir, found)
      const presence = await Presence.take(adminUrl, onLost)
      if (presence) return { presence, postmaster: found, adminUrl, started }
      await sleep(20)
    } else {
      await sleep(10)
    }
  }
  throw new Error(`PostgreSQL in ${dataDir} did not become ready in ${patience / 1000} s; see openpep.log there.`)
}

const volatile = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

function adminUrlOf(dataDir: string, { port, socketFolder }: Postmaster): string {
  const password = readFileSync(join(dataDir, passwordFile), 'utf8').trim()
  const bySocket = socketFolder ? `?host=${encodeURIComponent(socketFolder)}` : ''
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres${bySocket}`
}

/** PostgreSQL's fast shutdown: sessions end, everything is written. */
async function shutDown({ pid }: Postmaster): Promise<void> {
  process.kill(pid, 'SIGINT')
  const until = Date.now() + patience
  while (isAlive(pid) && Date.now() < until) await sleep(5)
}
