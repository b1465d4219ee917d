import type { FastifyInstance } from 'fastify'
import { childPage } from './children/pages/child.tsx'
import { childrenPage } from './children/pages/children.tsx'
import type { Config } from './config.ts'
import { demoPage, demoSignInPage } from './people/pages/demo.tsx'
import { signOutPage } from './people/pages/sign-out.tsx'
import { clashesPage } from './peps/pages/clashes.tsx'
import { interimPage } from './peps/pages/interim.tsx'
import { notRequiredPage } from './peps/pages/not-required.tsx'
import { pepPage } from './peps/pages/pep.tsx'
import { roundsPage } from './peps/pages/rounds.tsx'
import { sectionPage } from './peps/pages/section.tsx'
import { submitPage } from './peps/pages/submit.tsx'
import { workListPage } from './peps/pages/work-list.tsx'
import type { Page } from './web/page.ts'
import type { Service } from './web/service.ts'

/** Every page of the service, each with its address and its action. `routes --json` and docs/permissions.md come out of this list. */
export function pages(config: Pick<Config, 'mode'>): Page[] {
  const demonstration = config.mode === 'demo' ? [demoPage, demoSignInPage] : []
  return [
    ...demonstration,
    signOutPage,
    workListPage,
    childrenPage,
    childPage,
    interimPage,
    roundsPage,
    notRequiredPage,
    pepPage,
    sectionPage,
    clashesPage,
    submitPage
  ]
}

/** What is not a page: health, figures, the API. */
export function otherRoutes(app: FastifyInstance, service: Service): void {
  app.get('/healthz', async () => ({ alive: true }))
  app.get('/readyz', async (_request, reply) => {
    try {
      await service.database.pool.query('select 1')
      return { ready: true }
    } catch {
      return reply.status(503).send({ ready: false })
    }
  })
}
