import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { z } from 'zod'
import { putFile } from '../documents/files.ts'
import type { Manifest } from './backup.ts'
import { decrypted, isEncrypted } from './encryption.ts'
import { insertRows, migrationsOf, rowsOf, steadySession, type Table, TableSum, tablesOf } from './tables.ts'
import { BrokenArchive, unpacked } from './tar.ts'

const head = z.object({
  format: z.literal('open-pep-backup'),
  version: z.literal(1),
  madeAt: z.string(),
  migrations: z.array(z.object({ number: z.number(), sha256: z.string() }))
})
const manifest = z.object({
  tables: z.record(z.string(), z.object({ rows: z.number(), digest: z.string() })),
  files: z.array(z.object({ sha256: z.string(), size: z.number() }))
})

/** Nothing was changed: the archive, or the database it should go into, is not what it must be. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused'
}

/**
 * Puts an archive into an empty database of the same schema, in one transaction, as its owner and not as superuser: rules
 * between tables are taken off, the rows go in, the rules are put on again and check every row. Then everything is read
 * back and compared with the archive's counts and digests; a difference undoes it all.
 */
export async function restore(ownerUrl: string, filesFolder: string, from: string, key?: string): Promise<Manifest> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'openpep restore' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(steadySession)
    await client.query('begin')
    await refuseUnlessEmpty(client)
    const tables = await tablesOf(client)
    const rules = await takeRulesOff(client, tables)
    const said = await readInto(client, tables, filesFolder, unzipped(await archiveIn(from, key)))
    await settleJobs(client)
    await putRulesOn(client, tables, rules)
    await compare(client, tables, said)
    await client.query('commit')
    return said
  } finally {
    await client.end()
  }
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>(
    `select exists (select from child) or exists (select from person where kind <> 'service') or exists (select from audit_event) as used`
  )
  if (rows[0]?.used)
    throw new RestoreRefused(
      'This database is in use. A backup goes into an empty one only: make one, run ./openpep migrate, then restore.'
    )
}

interface Rule {
  readonly table: string
  readonly name: string
  readonly definition: string
}

async function takeRulesOff(client: pg.Client, tables: readonly Table[]): Promise<Rule[]> {
  const { rows } = await client.query<Rule>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and n.nspname in ('public', 'app', 'graphile_worker') order by 1, 2`
  )
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const { quoted } of tables) await client.query(`alter table ${quoted} disable trigger user`)
  // What the migrations themselves put in is in the backup too.
  await client.query(`truncate ${tables.map(({ quoted }) => quoted).join(', ')}`)
  return rows
}

async function putRulesOn(client: pg.Client, tables: readonly Table[], rules: readonly Rule[]): Promise<void> {
  for (const { table, name, definition } of rules)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`)
  for (const { quoted } of tables) await client.query(`alter table ${quoted} enable trigger user`)
  const { rows } = await client.query<{ quoted: string; column: string; sequence: string }>(
    `select format('%I.%I', n.nspname, c.relname) as quoted, quote_ident(a.attname) as column,
            pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as sequence
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('public', 'app', 'graphile_worker') and a.attnum > 0 and not a.attisdropped
        and pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) is not null`
  )
  for (const { quoted, column, sequence } of rows)
    await client.query(`select setval($1::regclass, coalesce((select max(${column}) from ${quoted}), 0) + 1, false)`, [
      sequence
    ])
}

/** Whoever worked on a job is gone: it waits again. */
const settleJobs = (client: pg.Client) =>
  client.query(`update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null;
    update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`)

async function readInto(
  client: pg.Client,
  tables: readonly Table[],
  filesFolder: string,
  archive: AsyncIterable<Uint8Array>
): Promise<Manifest> {
  const byName = new Map(tables.map(table => [table.name, table]))
  let begun = false
  let said: Manifest | null = null
  for await (const { name, bytes } of unpacked(archive)) {
    const [kind, what = ''] = name.split('/')
    if (!begun) await begin(client, name, bytes)
    else if (kind === 'tables') {
      const table = byName.get(what)
      if (!table) throw new RestoreRefused(`The backup holds a table ${what} that this version does not have.`)
      await insertRows(client, table, Buffer.from(bytes).toString('utf8').split('\n').filter(Boolean))
    } else if (kind === 'files') {
      const hash = await putFile(filesFolder, bytes)
      if (hash !== what) throw new BrokenArchive(`The file ${what} was changed on its way.`)
    } else if (name === 'manifest.json') said = read(manifest, bytes)
    begun = true
  }
  if (!said) throw new BrokenArchive('The archive has no end: it was cut off.')
  return said
}

async function begin(client: pg.Client, name: string, bytes: Uint8Array): Promise<void> {
  if (name !== 'head.json') throw new BrokenArchive('This is not a backup of Open PEP.')
  const { migrations } = read(head, bytes)
  const here = await migrationsOf(client)
  if (
    JSON.stringify(here.map(({ number, sha256 }) => [number, sha256])) !==
    JSON.stringify(migrations.map(({ number, sha256 }) => [number, sha256]))
  )
    throw new RestoreRefused(
      `The backup was made with schema ${migrations.at(-1)?.number}, this database has ${here.at(-1)?.number}: restore with the version of Open PEP that made it, then migrate.`
    )
}

function read<T>(shape: z.ZodType<T>, bytes: Uint8Array): T {
  try {
    return shape.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch {
    throw new BrokenArchive('This is not a backup of Open PEP, or it was changed.')
  }
}

/** The file's bytes, decrypted where they are encrypted. */
async function archiveIn(from: string, key: string | undefined): Promise<Readable> {
  if (!(await beginsEncrypted(from))) return createReadStream(from)
  if (key) return Readable.from(decrypted(createReadStream(from), key))
  throw new RestoreRefused('This backup is encrypted: set OPENPEP_BACKUP_KEY_FILE to the file that holds its key.')
}

async function beginsEncrypted(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0)
    return isEncrypted(buffer.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}

async function* unzipped(file: Readable): AsyncGenerator<Uint8Array> {
  const plain = createGunzip()
  file.on('error', error => plain.destroy(error))
  try {
    yield* file.pipe(plain)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code.startsWith('Z_'))
      throw new BrokenArchive('This is not a backup of Open PEP, or it was cut off or damaged.')
    throw error
  }
}

/** What is in the database now must be what the archive said, table by table. Jobs may have been settled. */
async function compare(client: pg.Client, tables: readonly Table[], said: Manifest): Promise<void> {
  for (const table of tables) {
    const sum = new TableSum()
    for await (const lines of rowsOf(client, table)) sum.add(lines)
    const expected = said.tables[table.name]
    const settled = table.name.startsWith('graphile_worker.')
    if (sum.rows !== (expected?.rows ?? 0) || (!settled && expected && sum.digest !== expected.digest))
      throw new BrokenArchive(
        `${table.name} differs from the backup: ${sum.rows} rows here, ${expected?.rows ?? 0} there. Nothing was restored.`
      )
  }
}
