import { authorityNames } from '../authorities/authority.ts'
import { WrongUsage } from '../cli.ts'
import { options, print } from '../commands/options.ts'
import { withDatabase } from '../commands/with-database.ts'
import { type Config, today } from '../config.ts'
import { asService } from '../db/as-service.ts'
import { asPerson, isUuid } from '../db/transaction.ts'
import { aboutWhom } from '../people/who.ts'
import { childClocks, type StoredClock } from './clocks.ts'

/** `clocks child ID`: every clock of a child's peps, read as the service person of the child's own authority. */
export async function childsClocks(args: string[], config: Config): Promise<number> {
  const { values, positionals } = options(args, {}, 1)
  const [child = ''] = positionals
  if (!isUuid(child))
    throw new WrongUsage(`“${child}” is not the id of a child: ./openpep children --authority 937 lists them.`)
  return withDatabase(config, 'app', async database => {
    const clocks = await asPerson(database, { person: null, today: today(config) }, async tx => {
      for (const { code } of await authorityNames(tx)) {
        const found = await asService(tx, code, async () =>
          (await aboutWhom(tx, { child })) ? childClocks(tx, child) : null
        )
        if (found) return found
      }
      return null
    })
    if (!clocks) throw new Error(`There is no child ${child}.`)
    print(values.json, clocks, clocks.map(line).join('\n') || 'No clock runs for this child.')
    return 0
  })
}

const line = ({ name, holder, due, metOn, rule, unknown }: StoredClock): string =>
  `${due ?? unknown ?? 'no date'}  ${name}, ${holder}${metOn ? `, met ${metOn}` : ''}: ${rule}`
