import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectPath } from '../paths.ts'

/** One numbered file of SQL, applied once, for good. */
export type Migration = { number: number; name: string; sha256: string; sql: string }

/** The files `NNNN-name.sql` of a folder, in order. Two with one number, or a name of another shape, are refused. */
export function migrationsIn(folder = projectPath('migrations')): Migration[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter(file => file.endsWith('.sql'))
  const migrations = files.map(file => read(folder, file)).sort((a, b) => a.number - b.number)
  migrations.forEach(({ number, name }, index) => {
    if (migrations[index - 1]?.number === number) throw new Error(`Two migrations have the number ${number} (${name}).`)
  })
  return migrations
}

/** Names the schema that these files make. */
export function schemaHash(migrations: Migration[]): string {
  const hash = createHash('sha256')
  for (const { number, sha256 } of migrations) hash.update(`${number} ${sha256}\n`)
  return hash.digest('hex').slice(0, 12)
}

function read(folder: string, file: string): Migration {
  const [, number, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? []
  if (!number || !name) throw new Error(`${file} is not named like 0001-what-it-does.sql.`)
  const sql = readFileSync(join(folder, file), 'utf8')
  return { number: Number(number), name, sha256: createHash('sha256').update(sql).digest('hex'), sql }
}
