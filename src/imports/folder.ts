import { mkdir, open, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeWhole } from '../documents/write-whole.ts'
import { type ImportKind, importKinds } from './kinds.ts'
import { mostBytes } from './source.ts'

/** A file that somebody, or a program, has dropped. */
export interface Dropped {
  readonly folder: string
  readonly name: string
}

/** Milliseconds for which a file must have been left alone, and between two looks at its size. */
const [quiet, betweenLooks] = [60_000, 1000]

const entriesOf = async (folder: string) =>
  readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })

/** The authorities that have a folder, by their codes. What is named otherwise is not looked at. */
export const authoritiesWithFolder = async (importFolder: string): Promise<number[]> =>
  (await entriesOf(importFolder)).flatMap(entry =>
    entry.isDirectory() && /^[1-9]\d{2}$/.test(entry.name) ? [Number(entry.name)] : []
  )

export const folderOf = (importFolder: string, authority: number, kind: ImportKind): string =>
  join(importFolder, String(authority), kind)

/** Files that lie for an authority, kind by kind; links, hidden files and those that a program is still writing are passed over. */
export async function dropped(importFolder: string, authority: number): Promise<ReadonlyMap<ImportKind, Dropped[]>> {
  const found = new Map<ImportKind, Dropped[]>()
  for (const kind of importKinds) {
    const folder = folderOf(importFolder, authority, kind)
    const files = (await entriesOf(folder)).filter(
      entry => entry.isFile() && !entry.name.startsWith('.') && !/\.(part|tmp|crdownload|filepart)$/i.test(entry.name)
    )
    if (files.length > 0)
      found.set(
        kind,
        files.map(({ name }) => ({ folder, name })).sort((a, b) => (a.name < b.name ? -1 : 1))
      )
  }
  return found
}

/** It was left alone for a while, and has not grown between two looks. */
export async function hasStoppedGrowing({ folder, name }: Dropped): Promise<boolean> {
  const look = () => stat(join(folder, name)).catch(() => null)
  const first = await look()
  if (!first || Date.now() - first.mtimeMs < quiet) return false
  await sleep(betweenLooks)
  const second = await look()
  return second !== null && second.size === first.size && second.mtimeMs === first.mtimeMs
}

/** The bytes, or null where it is larger than is ever read. */
export async function bytesOf({ folder, name }: Dropped): Promise<Buffer | null> {
  const handle = await open(join(folder, name), 'r')
  try {
    return (await handle.stat()).size > mostBytes ? null : await handle.readFile()
  } finally {
    await handle.close()
  }
}

/** Out of the way, under a name that says when: `done/`, or `held/` with a text beside it that says why. */
export async function putAway(
  { folder, name }: Dropped,
  where: 'done' | 'held',
  at: Temporal.Instant,
  why?: string
): Promise<void> {
  const place = join(folder, where)
  await mkdir(place, { recursive: true, mode: 0o700 })
  const stamp = at.toString({ smallestUnit: 'second' }).replace(/[:-]/g, '')
  const called = `${stamp}-${name}`
  if (why) await writeWhole(place, `${called}.why.txt`, `${why}\n`)
  await rename(join(folder, name), join(place, called))
}
