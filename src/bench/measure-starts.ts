import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../paths.ts'
import { rounded } from './bars.ts'
import type { Measure } from './bench.ts'
import { freePort, ready } from './serving.ts'

/** Seconds from `npm start` until it is ready, in a folder of its own and without a database from outside. */
async function started(folder: string): Promise<number> {
  const port = await freePort()
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, OPENPEP_MODE: ___, ...env } = process.env
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...env, PORT: String(port), OPENPEP_DATA: folder, LOG_LEVEL: 'warn' }
  })
  const ended = once(child, 'exit')
  await ready(`http://127.0.0.1:${port}`, () => child.exitCode !== null)
  const seconds = (performance.now() - began) / 1000
  process.kill(Number(readFileSync(join(folder, 'server.pid'), 'utf8')), 'SIGTERM')
  await ended
  return seconds
}

/** start-first, start-later: an empty folder, then the same again. The build is warm: this command runs from it. */
export const measureStarts: Measure = async bench => {
  const folder = mkdtempSync(join(tmpdir(), 'openpep-bench-'))
  try {
    const first = await started(folder)
    const later: number[] = []
    const n = bench.count(3, 1)
    for (let i = 0; i < n; i++) later.push(await started(folder))
    return {
      'start-first': { value: rounded(first), n: 1, note: 'an empty folder; the build was made before' },
      'start-later': { value: rounded(Math.max(...later)), n, note: 'the slowest of them' }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
