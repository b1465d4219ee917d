import { pino } from 'pino'
import { options, print } from './commands/options.ts'
import { withDatabase } from './commands/with-database.ts'
import { type Config, today } from './config.ts'
import type { Database } from './db/database.ts'
import { otherRouteList } from './other-routes.ts'
import { pages } from './routes.ts'
import { routeExamples } from './web/route-examples.ts'
import { routesInMarkdown, routeTable } from './web/route-table.ts'
import type { Service } from './web/service.ts'

/** `routes`: every address with its action and who may; with `--json` also a path of each that a role of the demonstration may open. */
export async function run(args: string[], config: Config): Promise<number> {
  const { values } = options(args, { markdown: { type: 'boolean' } })
  const listed = pages(config)
  const routes = routeTable(listed, otherRouteList)
  if (values.markdown || !values.json) {
    process.stdout.write(routesInMarkdown(routes))
    return 0
  }
  const asking = (database: Database) =>
    withDatabase(config, 'owner', async owner => {
      const log = pino({ level: 'silent' })
      const service: Service = { config, database, log, today: () => today(config), asset: name => name }
      const examples = await routeExamples(service, owner, listed, routes)
      print(
        true,
        routes.map((route, at) => ({ ...route, ...examples[at] })),
        ''
      )
      return 0
    })
  // Asks the same few pages thousands of times, as the server does.
  return withDatabase(config, 'app', asking, { keepsPlans: true })
}
