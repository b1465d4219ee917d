import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type Announcements, openAnnouncements } from './announcements.ts'
import { kyselyOn } from './connection.ts'
import type { Schema } from './schema.ts'

// A date stays the text that it is, an instant becomes ISO text in UTC, a count a number: no value passes through local time.
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.DATE, text => text],
  [pg.types.builtins.TIME, text => text.slice(0, 5)],
  [pg.types.builtins.TIMESTAMPTZ, instant],
  [pg.types.builtins.INT8, Number]
])

/** To the millisecond. The most are in UTC already, and a page reads hundreds. */
function instant(text: string): string {
  return text.endsWith('+00')
    ? `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).slice(0, 3).padEnd(3, '0')}Z`
    : new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString()
}
const builtin = pg.types.getTypeParser
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? builtin(oid, format as 'text')
} as pg.CustomTypesConfig

export interface Database {
  /** For single statements, each on whatever connection is free. */
  readonly kysely: Kysely<Schema>
  readonly pool: pg.Pool
  readonly announcements: Announcements
  /** One connection for as long as `work` takes; given back, or ended where it is left in a transaction. */
  lend<T>(work: (connection: Kysely<Schema>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface Opening {
  max?: number
  name?: string
  /** Broken idle connections are dropped by the pool and reported here, never thrown. */
  onError?: (error: Error) => void
  /** For pages, which send the same small statements again and again: each connection keeps their plans. */
  keepsPlans?: boolean
}

export function openDatabase(url: string, options: Opening = {}): Database {
  const name = options.name ?? 'openpep'
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    // Statements issued together go out together.
    pipeline: true,
    types
  } as pg.PoolConfig)
  pool.on('error', error => options.onError?.(error))
  hearBreaks(pool)
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  const known = new WeakMap<pg.PoolClient, Kysely<Schema>>()
  const lend: Database['lend'] = async work => {
    const client = await pool.connect()
    const connection = known.get(client) ?? kyselyOn(client, options.keepsPlans ?? false)
    known.set(client, connection)
    try {
      return await work(connection)
    } finally {
      client.release(client.getTransactionStatus() !== 'I')
    }
  }
  const announcements = openAnnouncements(pool, url, name)
  const close = async () => {
    await announcements.close()
    // Not kysely.destroy(): it leaves the pool alone where its own way to it was never used.
    await pool.end()
  }
  return { kysely, pool, announcements, lend, close }
}

/** A connection that breaks while somebody holds it fails their query; without a listener it would end the process too. */
export function hearBreaks(pool: pg.Pool): void {
  pool.on('connect', client => client.on('error', () => undefined))
}

/** Refuses to go on as a role that could walk round the row policies. Returns the words of the problem, or null. */
export async function unsafeRole(database: Database): Promise<string | null> {
  const { rows } = await database.pool.query(`
    select r.rolname as name, r.rolsuper as super, r.rolbypassrls as bypass,
           exists(select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'v', 'm', 'p')) as owns,
           exists(select from pg_class c join pg_roles o on o.oid = c.relowner where c.relkind = 'r'
                  and c.relnamespace = 'public'::regnamespace and o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member')) as member
      from pg_roles r where r.rolname = current_user`)
  const role = rows[0]
  if (role.super) return `The database role ${role.name} is a superuser: row policies would not hold.`
  if (role.bypass) return `The database role ${role.name} has BYPASSRLS: row policies would not hold.`
  if (role.owns) return `The database role ${role.name} owns tables: row policies would not hold.`
  if (role.member)
    return `The database role ${role.name} is a member of the tables' owner: row policies would not hold.`
  return null
}
