import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { WrongUsage } from '../cli.ts'
import { options, print } from '../commands/options.ts'
import type { Config } from '../config.ts'
import { databaseUrls } from '../db/database-urls.ts'
import { newestSealFile, readNewestSeal } from './newest-seal.ts'
import { sealingKey } from './seal.ts'
import { type Verified, verifyAudit } from './verify.ts'

/** `audit verify [--against FILE]`: exit code 1 where the log is not as it was written. */
export async function run(args: string[], config: Config): Promise<number> {
  const { values, positionals } = options(args, { against: { type: 'string' } }, 1)
  if (positionals[0] !== 'verify') throw new WrongUsage('The only thing to do with the audit is: verify.')
  const against = values.against === undefined ? newestSealFile(config.secretsFolder) : resolve(values.against)
  if (values.against !== undefined && !existsSync(against)) throw new Error(`There is no file ${against}.`)
  const database = await databaseUrls(config)
  try {
    if (!database.owner) throw new Error('Set DATABASE_OWNER_URL: the whole audit is read by its owner only.')
    const outside = readNewestSeal(against)
    const verified = await verifyAudit(database.owner, sealingKey(config.secretsFolder), outside)
    const whole = verified.problems.length === 0
    print(values.json, { whole, ...verified, against: outside?.number ?? null }, wordsOf(verified, outside !== null))
    return whole ? 0 : 1
  } finally {
    await database.stop()
  }
}

function wordsOf({ rows, seals, unsealed, erased, problems }: Verified, hasOutside: boolean): string {
  const counts = `${rows} rows under ${seals} seals, ${unsealed} not sealed yet, ${erased} with an erased payload.`
  const lines = problems.map(({ kind, what }) => `${kind}: ${what}`)
  const verdict =
    lines.length === 0
      ? 'The audit is whole.'
      : `The audit is broken in ${lines.length} place${lines.length === 1 ? '' : 's'}.`
  const note = hasOutside ? [] : ['No seal is kept outside the database: a cut-off end could not be seen.']
  return [...lines, verdict, counts, ...note].join('\n')
}
