import type { Writable } from 'node:stream'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler
} from 'kysely'
import type pg from 'pg'
import type { Schema } from './schema.ts'

/** Each connection keeps the plans of at most so many statements, in the database server's memory. */
const most = 400
/** What is longer is a batch of rows, hardly ever sent again. */
const longest = 8_000

const names = new Map<string, string>()

function nameOf(statement: string): string | undefined {
  const known = names.get(statement)
  if (known !== undefined || names.size >= most || statement.length > longest) return known
  const name = `openpep_${names.size}`
  names.set(statement, name)
  return name
}

/** What is issued before anything is waited for leaves in one write: each write wakes a process of the database's. */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** Of several statements sent as one text the last answers. */
function connectionOf(client: pg.PoolClient, keepsPlans: boolean): DatabaseConnection {
  return {
    executeQuery: async ({ sql, parameters }) => {
      sendTogether(client)
      const name = keepsPlans && parameters.length > 0 ? nameOf(sql) : undefined
      const answered: pg.QueryResult | pg.QueryResult[] = await client.query({
        name,
        text: sql,
        values: [...parameters]
      })
      const { command, rowCount, rows } = (Array.isArray(answered) ? answered.at(-1) : answered) as pg.QueryResult
      const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
      return { rows, numAffectedRows: changes ? BigInt(rowCount ?? 0) : undefined }
    },
    streamQuery: () => {
      throw new Error('Rows are not streamed here: read them page by page.')
    }
  }
}

const run = (connection: DatabaseConnection, statement: string) =>
  connection.executeQuery(CompiledQuery.raw(statement)).then(() => undefined)

/**
 * This connection as Kysely. Its statements may be issued together, by `Promise.all`: they go out in one piece and are answered
 * in their order, each seeing what those before it did; where one fails the rest of the transaction fails with it. With
 * `keepsPlans` a statement that takes values is prepared when first met: planning one under row policies costs several times
 * what running it does.
 */
export function kyselyOn(client: pg.PoolClient, keepsPlans: boolean): Kysely<Schema> {
  const connection = connectionOf(client, keepsPlans)
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: () => run(connection, 'begin'),
    commitTransaction: () => run(connection, 'commit'),
    rollbackTransaction: () => run(connection, 'rollback'),
    destroy: async () => undefined
  }
  return new Kysely<Schema>({
    dialect: {
      createDriver: () => driver,
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: db => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler()
    }
  })
}
