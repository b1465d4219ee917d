import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../db/database.ts'
import { startEmbedded } from '../db/embedded/launcher.ts'
import { ensureRoles, ownerRole, type Urls } from '../db/embedded/roles.ts'
import { migrate } from '../db/migrate.ts'
import { projectPath } from '../paths.ts'
import type { Scale } from '../seed/scale.ts'
import { seed, seededHash, seedHash } from '../seed/seed.ts'

/** The bench's own PostgreSQL, kept between runs, with fsync and synchronous_commit on. */
export interface Cluster {
  readonly folder: string
  /** A database of this scale: kept where its load is still the same, else made anew. */
  loaded(name: string, scale: Scale): Promise<Urls>
  /** A copy of one of these databases, to change at will. */
  copy(name: string, of: string): Promise<Urls>
  /** A new, migrated, empty database. */
  empty(name: string): Promise<Urls>
  /** Runs `work` while the server writes down every statement; how many each database was sent. */
  counting(work: () => Promise<void>): Promise<string>
  close(): Promise<void>
}

/** The day that the bench believes in: its load is made for it. */
export const benchToday = Temporal.PlainDate.from('2026-11-23')

export async function benchCluster(said: (words: string) => void): Promise<Cluster> {
  const folder = projectPath('data', 'bench')
  const server = await startEmbedded({ dataDir: join(folder, 'postgres') })
  const urls = await ensureRoles(server.adminUrl, join(folder, 'secrets'))
  const asAdmin = (...statements: string[]) => run(server.adminUrl, statements)

  async function make(name: string): Promise<Urls> {
    await asAdmin(`drop database if exists ${name} with (force)`, `create database ${name} owner ${ownerRole}`)
    const made = named(urls, name)
    await migrate(made.owner, 'openpep_app')
    return made
  }

  async function loaded(name: string, scale: Scale): Promise<Urls> {
    const there = named(urls, name)
    if ((await loadOf(there.owner)) === seedHash(scale)) return there
    said(`${name}: seeding ${scale.children} children of ${scale.authorities} authorities`)
    const made = await make(name)
    const { seconds } = await seed(made.owner, scale, benchToday)
    said(`${name}: seeded in ${seconds} s`)
    return made
  }

  return {
    folder,
    loaded,
    empty: make,
    copy: async (name, of) => {
      await asAdmin(
        `drop database if exists ${name} with (force)`,
        `create database ${name} template ${of} owner ${ownerRole}`
      )
      return named(urls, name)
    },
    counting: work => statementsDuring(server.adminUrl, join(folder, 'postgres', 'openpep.log'), work),
    close: server.stop
  }
}

const named = (urls: Urls, name: string): Urls => {
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  return { app: at(urls.app), owner: at(urls.owner) }
}

/** Null too where there is no such database. */
async function loadOf(url: string): Promise<string | null> {
  const database = openDatabase(url, { max: 1, name: 'openpep bench' })
  try {
    return await seededHash(database)
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '3D000') return null
    throw error
  } finally {
    await database.close()
  }
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'openpep bench' })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

async function statementsDuring(adminUrl: string, log: string, work: () => Promise<void>): Promise<string> {
  const { readFile, stat } = await import('node:fs/promises')
  const { setTimeout: sleep } = await import('node:timers/promises')
  const set = (on: boolean) =>
    run(adminUrl, [
      `alter system set log_statement = '${on ? 'all' : 'none'}'`,
      `alter system set log_line_prefix = ${on ? "'@%d '" : "''"}`,
      'select pg_reload_conf()'
    ]).then(() => sleep(300))
  await set(true)
  const { size } = await stat(log)
  try {
    await work()
  } finally {
    await set(false)
  }
  return (await readFile(log)).subarray(size).toString()
}
