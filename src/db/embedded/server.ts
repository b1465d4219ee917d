import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandAs } from './identity.ts'
import { plainEnvironment, runnerOf } from './initialise.ts'
import { livingLock, livingPostmaster, readIfThere } from './postmaster.ts'

const logLimit = 5_000_000
/** Of a socket, in bytes, on the systems that we run on. */
const longestAddress = 103

/** Terse errors and no statements: rows and typed words must not reach the log. */
const standing = {
  listen_addresses: '127.0.0.1',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off'
}

/**
 * Starts the server, detached, and waits until it takes sessions. false when it could not for a reason that passes:
 * another program was faster, or a killed server's last session is still going.
 */
export async function launch(dataDir: string, settings: Record<string, string>): Promise<boolean> {
  const runner = runnerOf(dataDir)
  const port = await portFor(dataDir)
  const unix_socket_directories = socketFolderFor(dataDir, port)
  const flags = Object.entries({ ...standing, ...settings, port: String(port), unix_socket_directories }).flatMap(
    ([k, v]) => ['-c', `${k}=${v}`]
  )
  const command = commandAs(runner, join(runner.native, 'bin', 'postgres'), ['-D', dataDir, ...flags])
  const log = join(dataDir, 'openpep.log')
  const before = openedLog(log)
  const child = spawn(command.file, command.args, {
    ...command.options,
    cwd: '/',
    env: plainEnvironment(),
    detached: true,
    stdio: ['ignore', before.descriptor, before.descriptor]
  })
  closeSync(before.descriptor)
  child.unref()
  if (await becomesReady(child, dataDir)) return true
  const said = readFileSync(log).subarray(before.size).toString()
  if (!/postmaster\.pid" already exists|shared memory block|Address already in use|is still in use/.test(said)) {
    throw new Error(`PostgreSQL did not start:\n${said.trim() || `${command.file} could not be run.`}`)
  }
  await sleep(50)
  return false
}

/**
 * Beside its rows, where only the server and we may enter: an exchange over a socket takes three quarters of one over TCP. None
 * where the path is longer than an address may be.
 */
function socketFolderFor(dataDir: string, port: number): string {
  const socket = join(dataDir, `.s.PGSQL.${port}`)
  livingLock(`${socket}.lock`, dataDir)
  return Buffer.byteLength(socket) <= longestAddress ? dataDir : ''
}

async function becomesReady(child: ChildProcess, dataDir: string): Promise<boolean> {
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  while (!ended) {
    const living = livingPostmaster(dataDir)
    if (living?.pid === child.pid && living?.ready) return true
    await sleep(3)
  }
  return false
}

function openedLog(log: string): { descriptor: number; size: number } {
  const descriptor = openSync(log, 'a', 0o600)
  if (statSync(log).size > logLimit) truncateSync(log)
  return { descriptor, size: statSync(log).size }
}

/** The port of last time while it is free, else another, below those that systems hand out by themselves. */
async function portFor(dataDir: string): Promise<number> {
  const file = join(dataDir, 'openpep-port')
  const kept = Number(readIfThere(file))
  if (kept > 0 && (await isFree(kept))) return kept
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    if (!(await isFree(port))) continue
    writeFileSync(file, String(port))
    return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
