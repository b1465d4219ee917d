import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

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

/**
 * The pool as Kysely uses it. Of several statements sent as one text the last answers. With `keepsPlans` a statement that takes
 * values is prepared by its connection when first met: planning one under row policies costs several times what running it does.
 */
export function kyselyPool(pool: pg.Pool, keepsPlans: boolean): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const wrap = (client: pg.PoolClient) =>
    ({
      query: async (text: string, values: readonly unknown[]) => {
        const name = keepsPlans && values.length > 0 ? nameOf(text) : undefined
        const result: pg.QueryResult | pg.QueryResult[] = await client.query({ name, text, values: [...values] })
        return Array.isArray(result) ? result.at(-1) : result
      },
      release: (destroy?: boolean) => client.release(destroy)
    }) as unknown as PostgresPoolClient
  return {
    connect: async () => {
      const client = await pool.connect()
      const known = clients.get(client) ?? wrap(client)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
    options: pool.options
  }
}
