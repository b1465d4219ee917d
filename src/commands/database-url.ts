import { WrongUsage } from '../cli.ts'
import type { Config } from '../config.ts'
import { databaseUrls } from '../db/database-urls.ts'
import { options, print } from './options.ts'

/** `database-url --as app|owner`: an embedded server is left running, for the address to be of use. */
export async function run(args: string[], config: Config): Promise<number> {
  const { values } = options(args, { as: { type: 'string' } })
  const role = values.as
  if (role !== 'app' && role !== 'owner') throw new WrongUsage('--as must be app or owner.')
  const database = await databaseUrls(config)
  await database.leave()
  const url = database[role]
  if (!url) throw new Error('DATABASE_URL is an app role only: set DATABASE_OWNER_URL for the owner.')
  print(values.json, { as: role, url }, url)
  return 0
}
