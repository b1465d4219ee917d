import { WrongUsage } from '../cli.ts'
import { options, print } from '../commands/options.ts'
import type { Config } from '../config.ts'
import { databaseUrls } from '../db/database-urls.ts'
import { runDay } from './day.ts'
import { openJobService } from './worker.ts'

/** `day --today DATE [--json]`: runs that day's jobs to the end. */
export async function run(args: string[], config: Config): Promise<number> {
  const { values } = options(args, { today: { type: 'string' } })
  const urls = await databaseUrls(config)
  try {
    if (!urls.owner) throw new Error('Set DATABASE_OWNER_URL: the jobs have a schema of their own.')
    const { service, close } = await openJobService({ ...config, pretendedToday: dayOf(values.today) }, urls)
    try {
      const done = await runDay(service, urls.owner)
      const { opened, reminders, digests, escalations, sent } = done
      print(
        values.json,
        { opened, reminders, digests, escalations, sent },
        `${opened} plans opened, ${reminders} reminders, ${escalations} escalations, ${digests} digests; ${sent} messages sent.`
      )
      return 0
    } finally {
      await close()
    }
  } finally {
    await urls.stop()
  }
}

function dayOf(text: string | undefined): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text ?? '', { overflow: 'reject' })
  } catch {
    throw new WrongUsage('Say which day: --today 2026-12-01.')
  }
}
