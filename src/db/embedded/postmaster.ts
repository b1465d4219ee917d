import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export type Postmaster = { pid: number; port: number; ready: boolean }

/**
 * The living server of this cluster, by PostgreSQL's own `postmaster.pid`. A file whose pid is a zombie or belongs to
 * another program would block every start, so it is cleared; one whose pid is gone is PostgreSQL's to clear.
 */
export function livingPostmaster(dataDir: string): Postmaster | undefined {
  const file = join(dataDir, 'postmaster.pid')
  const lines = readIfThere(file)?.split('\n')
  const pid = Number(lines?.[0])
  if (!lines || !(pid > 0) || !isAlive(pid)) return undefined
  if (!isPostgresOf(pid, dataDir)) {
    rmSync(file, { force: true })
    return undefined
  }
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** A zombie counts as dead: nothing runs, and where nobody reaps it, it stays for ever. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const stat = readIfThere(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z'
}

function isPostgresOf(pid: number, dataDir: string): boolean {
  const args = existsSync('/proc/self/cmdline')
    ? (readIfThere(`/proc/${pid}/cmdline`) ?? '').split('\0')
    : spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.split(' ')
  return args.some(arg => arg.endsWith('postgres')) && args.includes(dataDir)
}

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return undefined
    throw error
  }
}
