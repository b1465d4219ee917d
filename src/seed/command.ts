import { WrongUsage } from '../cli.ts'
import { migrateDatabase } from '../commands/migrate.ts'
import { options, print } from '../commands/options.ts'
import { type Config, today } from '../config.ts'
import { databaseUrls } from '../db/database-urls.ts'
import { problemWith, type Scale } from './scale.ts'
import { seed } from './seed.ts'

/** `seed --authorities N --children N [--years N]`: synthetic load, never where real people are. */
export async function run(args: string[], config: Config): Promise<number> {
  const { values } = options(args, {
    authorities: { type: 'string' },
    children: { type: 'string' },
    years: { type: 'string', default: '3' }
  })
  const scale: Scale = {
    authorities: Number(values.authorities),
    children: Number(values.children),
    years: Number(values.years)
  }
  const problem = problemWith(scale)
  if (problem) throw new WrongUsage(problem)
  if (config.mode === 'production') throw new Error('Synthetic load is not for production: nothing was changed.')
  const urls = await databaseUrls(config)
  try {
    await migrateDatabase(urls)
    const done = await seed(urls.owner ?? '', scale, today(config), words => console.error(words))
    const rows = Object.entries(done.counts).map(([name, count]) => `${name} ${count}`)
    const what = done.seeded ? `Seeded in ${done.seconds} s` : 'The same load is here already: nothing was changed'
    print(values.json, done, `${what} (${done.hash}).\n${rows.join(', ')}`)
    return 0
  } finally {
    await urls.stop()
  }
}
