import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** `socketFolder` is null where it takes sessions over TCP only. */
export type Postmaster = { pid: number; port: number; socketFolder: string | null; ready: boolean }

/**
 * The living server of this cluster, by PostgreSQL's own `postmaster.pid`. A file whose pid is a zombie or belongs to
 * another program would block every start, so it is cleared; one whose pid is gone is PostgreSQL's to clear.
 */
export function livingPostmaster(dataDir: string): Postmaster | undefined {
  const lines = livingLock(join(dataDir, 'postmaster.pid'), dataDir)
  if (!lines) return undefined
  const [pid, , , port, socketFolder] = lines
  return {
    pid: Number(pid),
    port: Number(port),
    socketFolder: socketFolder || null,
    ready: lines[7]?.trim() === 'ready'
  }
}

/** What a lock file of PostgreSQL's says, while the program that it names is this cluster's server. */
export function livingLock(file: string, dataDir: string): readonly string[] | undefined {
  const lines = readIfThere(file)?.split('\n')
  const pid = Number(lines?.[0])
  if (!lines || !(pid > 0) || !exists(pid)) return undefined
  if (isZombie(pid) || !isPostgresOf(pid, dataDir)) {
    rmSync(file, { force: true })
    return undefined
  }
  return lines
}

/** A zombie counts as dead: nothing runs, and where nobody reaps it, it stays for ever. */
export function isAlive(pid: number): boolean {
  return exists(pid) && !isZombie(pid)
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function isZombie(pid: number): boolean {
  const stat = readIfThere(`/proc/${pid}/stat`)
  const afterName = stat?.lastIndexOf(')') ?? 0
  return stat?.charAt(afterName + 2) === 'Z'
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
