import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { type Migration, migrationsIn } from './migrations.ts'

export type MigrateOptions = {
  /** Default: the project's `migrations`. */
  folder?: string
}

/** The numbers applied by this call; empty when the database was up to date. */
export type Migrated = { applied: number[] }

const migrationLock = 7_370_111

/**
 * Brings a database to the code's schema: each new file in a transaction of its own, one program at a time. Grants in
 * the files are to the role `openpep_app`; an app role of another name becomes a member of it.
 *
 * @throws when an applied file was changed, or the database is newer than this code.
 */
export async function migrate(ownerUrl: string, appRole: string, options: MigrateOptions = {}): Promise<Migrated> {
  const migrations = migrationsIn(options.folder)
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'openpep migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query("set lock_timeout = '3s'; set client_min_messages = warning; set row_security = off")
    await prepare(client, appRole)
    await installJobs(ownerUrl)
    const waiting = await waitingFor(client, migrations)
    for (const migration of waiting) await apply(client, migration)
    return { applied: waiting.map(({ number }) => number) }
  } finally {
    await client.end()
  }
}

async function prepare(client: pg.Client, appRole: string): Promise<void> {
  await client.query(`create schema if not exists app;
    create table if not exists app.schema_migration (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`)
  if (appRole === 'openpep_app') return
  const { rowCount } = await client.query("select from pg_roles where rolname = 'openpep_app'")
  if (!rowCount) await client.query('create role openpep_app nologin')
  await client.query(`grant openpep_app to ${pg.escapeIdentifier(appRole)}`)
}

/** The jobs' own schema, so that work can be enqueued before any worker has run. It belongs to the owner alone. */
async function installJobs(ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, maxPoolSize: 2, logger: new Logger(() => () => undefined) })
}

async function waitingFor(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
    'select number, name, sha256 from app.schema_migration order by number'
  )
  const byNumber = new Map(migrations.map(migration => [migration.number, migration]))
  for (const done of rows) {
    const file = byNumber.get(done.number)
    const label = `${String(done.number).padStart(4, '0')}-${done.name}.sql`
    if (!file) throw new Error(`The database is newer than this Open PEP: it has ${label}. Use the newer version.`)
    if (file.sha256 !== done.sha256) {
      throw new Error(`${label} was changed after it was applied. Put it back and write a new migration instead.`)
    }
  }
  const newest = rows.at(-1)?.number ?? 0
  const waiting = migrations.filter(({ number }) => !rows.some(done => done.number === number))
  const late = waiting.find(({ number }) => number < newest)
  if (late)
    throw new Error(`Migration ${late.number} comes before ${newest}, which is already applied: number it anew.`)
  return waiting
}

async function apply(client: pg.Client, { number, name, sha256, sql }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into app.schema_migration (number, name, sha256) values ($1, $2, $3)', [
      number,
      name,
      sha256
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new Error(`Migration ${number} (${name}) failed and changed nothing: ${placed(error, sql)}`, { cause: error })
  }
}

function placed(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return String(error)
  const line = error.position ? `, line ${sql.slice(0, Number(error.position)).split('\n').length}` : ''
  return `${error.message}${line}`
}
