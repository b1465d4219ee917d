import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from './launcher.ts'
import { isAlive } from './postmaster.ts'

let folder: string
let dataDir: string
const running: Embedded[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openpep-launcher-'))
  dataDir = join(folder, 'postgres')
})

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<Embedded> {
  const server = await startEmbedded({ dataDir })
  running.push(server)
  return server
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query({ text: sql, rowMode: 'array' })
  await client.end()
  return rows[0]?.[0]
}

const postmasterPid = () => Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])

/** Another program that starts the same cluster and stays until killed. */
async function otherProgram(): Promise<ChildProcess> {
  const launcher = JSON.stringify(join(import.meta.dirname, 'launcher.ts'))
  const script = `const { startEmbedded } = await import(${launcher})
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} })
    console.log('started')
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('a new folder gets a durable server behind a password that only its owner may read', async () => {
  const { adminUrl, started, port } = await start()
  expect(started).toBe(true)
  expect(await ask(adminUrl, 'show fsync')).toBe('on')
  expect(await ask(adminUrl, "select upper('siân') || ('a' < 'É')::text")).toBe('SIÂNtrue')
  expect(await ask(adminUrl, "select 'Éa' < 'Z' collate \"en-GB-x-icu\"")).toBe(true)
  expect(statSync(join(dataDir, 'superuser-password')).mode & 0o777).toBe(0o600)
  await expect(ask(`postgres://postgres:wrong@127.0.0.1:${port}/postgres`, 'select 1')).rejects.toThrow(/password/)
})

test('stopped by the last to leave, and started again on the same port with its data', async () => {
  const first = await start()
  await ask(first.adminUrl, 'create table kept (n int)')
  const pid = postmasterPid()
  await first.stop()
  expect(isAlive(pid)).toBe(false)
  const second = await start()
  expect([second.started, second.port]).toEqual([true, first.port])
  expect(await ask(second.adminUrl, 'select count(*)::int from kept')).toBe(0)
})

test('a starter killed outright leaves the server running, and the next start adopts it', async () => {
  const other = await otherProgram()
  const pid = postmasterPid()
  await kill(other)
  const { started, adminUrl } = await start()
  expect([started, postmasterPid()]).toEqual([false, pid])
  expect(await ask(adminUrl, 'select 1')).toBe(1)
})

test('who leaves while another program uses the server leaves it running', async () => {
  const mine = await start()
  const other = await otherProgram()
  const pid = postmasterPid()
  await mine.stop()
  expect(isAlive(pid)).toBe(true)
  expect(await ask(mine.adminUrl, 'select 1')).toBe(1)
  await kill(other)
})

test('a server killed while in use is started again by itself', async () => {
  const { adminUrl } = await start()
  const pid = postmasterPid()
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => ask(adminUrl, 'select 1').catch(() => 'down'), { timeout: 20_000 }).toBe(1)
  expect(postmasterPid()).not.toBe(pid)
})

test.each([
  ['of nobody', () => 2 ** 22 - 3],
  ['of another living program', () => process.pid]
])('a stale postmaster.pid with the pid %s does not block the start', async (_, pid) => {
  await (await start()).stop()
  writeFileSync(join(dataDir, 'postmaster.pid'), `${pid()}\n${dataDir}\n1\n29999\n\n127.0.0.1\n\nready   \n`)
  const { started, adminUrl } = await start()
  expect(started).toBe(true)
  expect(await ask(adminUrl, 'select 1')).toBe(1)
})

test('a stale postmaster.pid with the pid of a zombie does not block the start', async () => {
  await (await start()).stop()
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 30'], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const [said] = await once(parent.stdout, 'data')
  const pid = Number(String(said))
  await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ')
  writeFileSync(join(dataDir, 'postmaster.pid'), `${pid}\n${dataDir}\n1\n29999\n\n127.0.0.1\n\nready   \n`)
  expect((await start()).started).toBe(true)
  await kill(parent)
})

test('two first starts at once share one server', async () => {
  const [other, mine] = await Promise.all([otherProgram(), start()])
  expect(await ask(mine.adminUrl, "select count(distinct pid)::int from pg_locks where locktype = 'advisory'")).toBe(2)
  await kill(other)
})
