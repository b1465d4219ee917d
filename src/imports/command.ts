import { basename } from 'node:path'
import { WrongUsage } from '../cli.ts'
import { options, print } from '../commands/options.ts'
import { type Config, today } from '../config.ts'
import { asService } from '../db/as-service.ts'
import { openDatabase } from '../db/database.ts'
import { databaseUrls } from '../db/database-urls.ts'
import { asPerson } from '../db/transaction.ts'
import { isRefusal } from '../guidance/words.ts'
import { isUnplaced } from './headings.ts'
import { importKinds, isKind } from './kinds.ts'
import { isMappable } from './layouts.ts'
import { readSource } from './read-source.ts'
import type { ImportReport } from './report.ts'
import { runImport } from './run-import.ts'

/** `import KIND PATH [--authority CODE] [--apply] [--json]`: a dry run without `--apply`. */
export async function run(args: string[], config: Config): Promise<number> {
  const { values, positionals } = options(args, { authority: { type: 'string' }, apply: { type: 'boolean' } }, 2)
  const [kind, path] = positionals
  if (!kind || !path || !isKind(kind)) throw new WrongUsage(`What is imported is one of ${importKinds.join(', ')}.`)
  const authorityId = Number(values.authority ?? 937)
  if (!Number.isInteger(authorityId) || authorityId < 100 || authorityId > 999)
    throw new WrongUsage('An authority is its LA code: three digits.')
  const source = await readSource(path)
  if (isRefusal(source)) throw new Error(source.refused)
  const urls = await databaseUrls(config)
  const database = openDatabase(urls.app, { max: 2, name: 'openpep import' })
  try {
    const day = today(config)
    const apply = values.apply ?? false
    const known = await database.kysely
      .selectFrom('authority')
      .select('id')
      .where('id', '=', authorityId)
      .executeTakeFirst()
    if (!known)
      throw new Error(`There is no authority ${authorityId} here. Add it: ./openpep authority add ${authorityId} NAME`)
    const person = await asPerson(database, { person: null, today: day }, tx =>
      asService(tx, authorityId, async service => service)
    )
    const done = await runImport(database, {
      kind,
      source,
      authorityId,
      apply,
      person,
      today: day,
      fileName: basename(path)
    })
    if (isRefusal(done))
      throw new Error(isUnplaced(done) && isMappable(kind) ? `${done.refused} ${whereToMap(config)}` : done.refused)
    print(values.json, done.report, inWords(done.report))
    return 0
  } finally {
    await database.close()
    await urls.stop()
  }
}

/** The page asks, for its person sees what stands beneath each heading; what was said there holds here too. */
const whereToMap = ({ baseUrl }: Config): string =>
  `Or upload it once at ${baseUrl}/imports: a page asks which column is which, and the answer is remembered for this command too.`

const shown = 20

/** The report for people: counts, then the first refusals one by one. */
export function inWords({ applied, tables, refused, conflicts }: ImportReport): string {
  const counts = Object.entries(tables).map(
    ([name, { rows, new: added, changed, unchanged, refused: left, warnings }]) =>
      `${name}: ${rows} rows: ${added} new, ${changed} changed, ${unchanged} unchanged, ${left} refused; ${warnings} warnings`
  )
  const refusals = refused
    .slice(0, shown)
    .map(
      ({ table, row, column, value, reason }) =>
        `  ${[table, row > 0 && `row ${row}`, column, value && `“${value}”`].filter(Boolean).join(', ')}: ${reason}`
    )
  return [
    ...counts,
    ...(refused.length > 0 ? ['Refused:', ...refusals] : []),
    ...(refused.length > shown ? [`  … and ${refused.length - shown} more: --json lists them all.`] : []),
    ...(conflicts.length > 0 ? [`${conflicts.length} need you: they may be children who are here already.`] : []),
    applied
      ? 'Imported.'
      : 'This was a dry run: the file is checked, and nothing is changed yet. Add --apply to import.'
  ].join('\n')
}
