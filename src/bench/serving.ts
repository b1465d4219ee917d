import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Urls } from '../db/embedded/roles.ts'
import { projectPath } from '../paths.ts'
import { benchToday } from './cluster.ts'

/** A server process under measurement. */
export interface Serving {
  readonly url: string
  /** Milliseconds of processor time since it began. */
  cpu(): number
  /** Resident memory now, in MB of 1,000,000 bytes. */
  memory(): number
  stop(): Promise<void>
}

/** A server process on one of the bench's databases; `start` runs the jobs too. */
export async function serveBench(
  name: string,
  urls: Urls,
  folder: string,
  command: 'serve' | 'start' = 'serve'
): Promise<Serving> {
  const port = await freePort()
  const child = spawn(projectPath('openpep'), [command], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: urls.app,
      DATABASE_OWNER_URL: urls.owner,
      OPENPEP_DATA: join(folder, name),
      OPENPEP_MODE: 'demo',
      OPENPEP_TODAY: benchToday.toString(),
      OPENPEP_BASE_URL: '',
      LOG_LEVEL: 'warn'
    }
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  await ready(url, () => child.exitCode !== null)
  return {
    url,
    cpu: () => cpuOf(child.pid),
    memory: () => memoryOf(child.pid),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    }
  }
}

/** Waits until `/readyz` says so; the milliseconds it took. @throws after a minute, or where the process has ended. */
export async function ready(url: string, hasEnded: () => boolean): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < 60_000 && !hasEnded()) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok) return performance.now() - began
    await sleep(20)
  }
  throw new Error(`The server at ${url} did not become ready.`)
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Linux counts processor time in hundredths of a second. */
function cpuOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function memoryOf(pid: number | undefined): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return (Number(kilobytes) * 1024) / 1_000_000
}
