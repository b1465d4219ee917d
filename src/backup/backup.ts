import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { readKept } from '../documents/files.ts'
import { encrypted } from './encryption.ts'
import { migrationsOf, rowsOf, steadySession, TableSum, tablesOf } from './tables.ts'
import { archiveEnd, packed } from './tar.ts'

/** What stands at the end of an archive: an archive without it was cut off. */
export interface Manifest {
  readonly tables: Readonly<Record<string, { readonly rows: number; readonly digest: string }>>
  readonly files: ReadonlyArray<{ readonly sha256: string; readonly size: number }>
}
export interface Head {
  readonly format: 'open-pep-backup'
  readonly version: 1
  readonly madeAt: string
  readonly migrations: ReadonlyArray<{ readonly number: number; readonly sha256: string }>
}
export const tableEntry = (table: string, part: number): string =>
  `tables/${table}/${String(part).padStart(6, '0')}.jsonl`

/** The files that rows name. The file of an import may be gone once it was applied; every other must be there. */
const filesNamed = `select sha256, bool_or(needed) as needed from (
    select sha256, true as needed from document union all select sha256, true from issued_copy
    union all select kept_sha256, false from import_run where kept_sha256 is not null) f group by 1 order by 1`

/**
 * Writes everything into one archive: all tables as they were at one moment, then the files that they name. Reads as the
 * owner with row security off, so that it fails rather than leave out rows that it may not see. With a key it is encrypted.
 */
export async function backup(ownerUrl: string, filesFolder: string, to: string, key?: string): Promise<Manifest> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'openpep backup' })
  const beside = `${to}.${process.pid}.part`
  await client.connect()
  try {
    await client.query(steadySession)
    await client.query('begin transaction isolation level repeatable read read only')
    const manifest: Written = { tables: {}, files: [] }
    const file = createWriteStream(beside, { mode: 0o600, flush: true })
    const sealed = (zipped: AsyncIterable<Uint8Array>) => (key ? encrypted(zipped, key) : zipped)
    await pipeline(Readable.from(archive(client, filesFolder, manifest)), createGzip({ level: 4 }), sealed, file)
    await rename(beside, to)
    await syncFolder(dirname(to))
    return manifest
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

type Written = { tables: Record<string, { rows: number; digest: string }>; files: { sha256: string; size: number }[] }
const json = (name: string, value: unknown) => packed({ name, bytes: Buffer.from(`${JSON.stringify(value)}\n`) })

async function* archive(client: pg.Client, filesFolder: string, manifest: Written): AsyncGenerator<Uint8Array> {
  const head: Head = {
    format: 'open-pep-backup',
    version: 1,
    madeAt: new Date().toISOString(),
    migrations: await migrationsOf(client)
  }
  yield* json('head.json', head)
  for (const table of await tablesOf(client)) {
    const sum = new TableSum()
    let part = 0
    for await (const lines of rowsOf(client, table)) {
      sum.add(lines)
      part += 1
      yield* packed({ name: tableEntry(table.name, part), bytes: Buffer.from(`${lines.join('\n')}\n`) })
    }
    manifest.tables[table.name] = { rows: sum.rows, digest: sum.digest }
  }
  const { rows } = await client.query<{ sha256: string; needed: boolean }>(filesNamed)
  for (const { sha256, needed } of rows) {
    const bytes = await readKept(filesFolder, sha256)
    if (!bytes && needed)
      throw new Error(
        `The file ${sha256} is named in the database and is not in the store: the backup would not be whole.`
      )
    if (!bytes) continue
    manifest.files.push({ sha256, size: bytes.length })
    yield* packed({ name: `files/${sha256}`, bytes })
  }
  yield* json('manifest.json', manifest)
  yield archiveEnd
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
