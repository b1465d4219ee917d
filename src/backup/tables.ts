import { createHash } from 'node:crypto'
import type pg from 'pg'

/** A table as a backup sees it. */
export interface Table {
  /** `public.child`. */
  readonly name: string
  readonly quoted: string
  /** Columns that hold something of their own: what the database works out itself is left out. */
  readonly columns: readonly string[]
}

/** Every table of ours and of the jobs, but for the lists of migrations: those belong to the program, not to the data. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; quoted: string; columns: string[] }>(
    `select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted,
            (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('public', 'app', 'graphile_worker')
        and (n.nspname, c.relname) not in (('app', 'schema_migration'), ('graphile_worker', 'migrations'))
      order by 1`
  )
  return rows
}

/** So that a row reads the same wherever it is read: and never fewer rows than there are. */
export const steadySession =
  "set row_security = off; set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1; set bytea_output = 'hex'; set client_min_messages = warning"

/** Which transaction wrote a row means nothing in another database: the seals do not cover it, and no import is taken back there. */
const ownHere: Readonly<Record<string, readonly string[]>> = {
  'public.audit_event': ['xid'],
  'public.import_run': ['xid']
}

const kept = ({ name, columns }: Table): readonly string[] =>
  columns.filter(column => ownHere[name]?.includes(column) !== true)
const quote = (column: string): string => `"${column.replaceAll('"', '""')}"`

const perFetch = 2000

/** The rows of a table as lines of JSON, some thousand at a time, inside the caller's transaction. */
export async function* rowsOf(client: pg.Client, table: Table): AsyncGenerator<string[]> {
  const columns = kept(table).map(quote).join(', ')
  await client.query(
    `declare backup_rows no scroll cursor for select to_jsonb(r)::text as line from (select ${columns} from ${table.quoted}) r`
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${perFetch} from backup_rows`)
    if (rows.length === 0) break
    yield rows.map(({ line }) => line)
  }
  await client.query('close backup_rows')
}

export async function insertRows(client: pg.Client, table: Table, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  const columns = kept(table).map(quote).join(', ')
  await client.query(
    `insert into ${table.quoted} (${columns}) overriding system value
       select ${columns} from json_populate_recordset(null::${table.quoted}, $1::json)`,
    [`[${lines.join(',')}]`]
  )
}

/** What a table holds: how many rows, and a sum of their digests that does not ask for an order. */
export class TableSum {
  rows = 0
  #sum = 0n
  add(lines: readonly string[]): void {
    for (const line of lines) {
      this.rows += 1
      this.#sum += BigInt(`0x${createHash('sha256').update(line).digest('hex')}`)
    }
  }
  get digest(): string {
    return (this.#sum % (1n << 256n)).toString(16).padStart(64, '0')
  }
}

export interface Migration {
  readonly number: number
  readonly sha256: string
}
export const migrationsOf = async (client: pg.Client): Promise<Migration[]> =>
  (await client.query<Migration>('select number, sha256 from app.schema_migration order by number')).rows
