import type { Config } from '../config.ts'
import { type DatabaseUrls, databaseUrls } from '../db/database-urls.ts'
import { migrate } from '../db/migrate.ts'
import { options, print } from './options.ts'

export async function run(args: string[], config: Config): Promise<number> {
  const { values } = options(args, {})
  const database = await databaseUrls(config)
  try {
    const { applied } = await migrateDatabase(database)
    print(values.json, { applied }, applied.length ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
    return 0
  } finally {
    await database.stop()
  }
}

/** Migrates as the owner, for the role that the service will use. */
export async function migrateDatabase({ app, owner }: DatabaseUrls) {
  if (!owner) throw new Error('Set DATABASE_OWNER_URL: the role of DATABASE_URL may not change the schema.')
  return migrate(owner, decodeURIComponent(new URL(app).username))
}
