import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { migrateDatabase } from '../commands/migrate.ts'
import { options, print } from '../commands/options.ts'
import type { Config } from '../config.ts'
import { databaseUrls } from '../db/database-urls.ts'
import { type Manifest, backup as write } from './backup.ts'
import { restore as read } from './restore.ts'

/** `backup FILE`: all tables as of one moment and the files they name. Secrets are not in it: keep them elsewhere. */
export const backup = (args: string[], config: Config): Promise<number> =>
  withOwner(args, config, async (owner, file) => {
    const key = backupKey(config)
    if (!key && config.mode === 'production')
      console.error('This backup is not encrypted: set OPENPEP_BACKUP_KEY_FILE, or keep it only where that is done.')
    const done = await write(owner, config.filesFolder, file, key)
    return { done, word: key ? 'Saved, encrypted' : 'Saved', more: { encrypted: key !== undefined } }
  })

/** `restore FILE`: into an empty database, which is brought to this version's schema first. */
export const restore = (args: string[], config: Config): Promise<number> =>
  withOwner(args, config, async (owner, file, urls) => {
    await migrateDatabase(urls)
    return { done: await read(owner, config.filesFolder, file, backupKey(config)), word: 'Restored' }
  })

const shortestKey = 32

/** The words of the key file; undefined where none is set. */
function backupKey({ backupKeyFile }: Pick<Config, 'backupKeyFile'>): string | undefined {
  if (!backupKeyFile) return undefined
  const key = readFileSync(backupKeyFile, 'utf8').trim()
  if (key.length < shortestKey)
    throw new Error(
      `${backupKeyFile} must hold ${shortestKey} characters or more, as openssl rand -base64 32 makes them.`
    )
  return key
}

type Urls = Awaited<ReturnType<typeof databaseUrls>>

async function withOwner(
  args: string[],
  config: Config,
  work: (owner: string, file: string, urls: Urls) => Promise<{ done: Manifest; word: string; more?: object }>
): Promise<number> {
  const { values, positionals } = options(args, {}, 1)
  const file = resolve(positionals[0] ?? '')
  const urls = await databaseUrls(config)
  try {
    if (!urls.owner) throw new Error('Set DATABASE_OWNER_URL: only the owner sees every row.')
    const { done, word, more } = await work(urls.owner, file, urls)
    const rows = Object.values(done.tables).reduce((sum, table) => sum + table.rows, 0)
    const counts = { file, tables: Object.keys(done.tables).length, rows, files: done.files.length, ...more }
    print(values.json, counts, `${word}: ${counts.tables} tables, ${rows} rows, ${counts.files} files. ${file}`)
    return 0
  } finally {
    await urls.stop()
  }
}
