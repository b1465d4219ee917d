import { WrongUsage } from '../cli.ts'
import type { Config } from '../config.ts'
import { databaseUrls } from '../db/database-urls.ts'
import { options, print } from './options.ts'

/** `database-url --as app|owner`; an embedded server is left running, for the address to be of use. */
export async function run(args: string[], config: Config): Promise<number> {
  const { values } = options(args, { as: { type: 'string' } })
  const role = values.as
  if (role !== 'app' && role !== 'owner') throw new WrongUsage('--as must be app or owner.')
  const database = await databaseUrls(config)
  await database.leave()
  const url = database[role]
  if (!url) throw new Error('DATABASE_URL is an app role only: set DATABASE_OWNER_URL for the owner.')
  const said = config.databaseUrl || config.databaseOwnerUrl ? url : overTcp(url)
  print(values.json, { as: role, url: said }, said)
  return 0
}

/** Not every driver understands an embedded server's socket. */
function overTcp(url: string): string {
  const plain = new URL(url)
  plain.searchParams.delete('host')
  return plain.href
}
