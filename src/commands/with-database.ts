import type { Config } from '../config.ts'
import { type Database, type Opening, openDatabase } from '../db/database.ts'
import { type DatabaseUrls, databaseUrls } from '../db/database-urls.ts'
import { migrateDatabase } from './migrate.ts'

/** Opens the database for one command, on the app role unless it says `owner`, and leaves it as it was found. */
export async function withDatabase<T>(
  config: Config,
  as: 'app' | 'owner',
  work: (database: Database) => Promise<T>,
  { keepsPlans }: Pick<Opening, 'keepsPlans'> = {}
): Promise<T> {
  const urls = await databaseUrls(config)
  try {
    const url = urls[as]
    if (!url) throw new Error('Set DATABASE_OWNER_URL: the role of DATABASE_URL may not do this.')
    const database = openDatabase(url, { max: 2, name: 'openpep command', keepsPlans })
    try {
      await withSchema(database, urls)
      return await work(database)
    } finally {
      await database.close()
    }
  } finally {
    await urls.stop()
  }
}

/** A new database gets its tables here, so that a command needs no server before it. */
async function withSchema(database: Database, urls: DatabaseUrls): Promise<void> {
  const { rows } = await database.pool.query("select to_regclass('public.authority') is not null as made")
  if (!rows[0]?.made) await migrateDatabase(urls)
}
