import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { isAlive, readIfThere } from './db/embedded/postmaster.ts'

export type ServerClaim = { running: { pid: number; url: string } } | { running?: undefined; release(): void }

/**
 * `$OPENPEP_DATA/server.pid` for this process, or who holds it. A file whose process is gone, a zombie or another
 * program is taken over. The address stands beside in `server.url`.
 */
export function claimServer({ dataFolder, baseUrl }: Pick<Config, 'dataFolder' | 'baseUrl'>): ServerClaim {
  const pidFile = join(dataFolder, 'server.pid')
  const urlFile = join(dataFolder, 'server.url')
  for (;;) {
    try {
      writeFileSync(pidFile, `${process.pid}\n`, { flag: 'wx' })
      writeFileSync(urlFile, baseUrl)
      return { release: () => release(pidFile, urlFile) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const pid = Number(readIfThere(pidFile))
    if (isServer(pid)) return { running: { pid, url: readIfThere(urlFile) ?? baseUrl } }
    rmSync(pidFile, { force: true })
  }
}

function release(pidFile: string, urlFile: string): void {
  if (Number(readIfThere(pidFile)) !== process.pid) return
  rmSync(urlFile, { force: true })
  rmSync(pidFile, { force: true })
}

/** A pid can be somebody else's by now: the program's words must be ours. */
function isServer(pid: number): boolean {
  if (!(pid > 0) || pid === process.pid || !isAlive(pid)) return false
  try {
    return /openpep/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}
