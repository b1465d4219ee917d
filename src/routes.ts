import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import { documentPage } from './documents/pages/document.tsx'
import { documentsPage } from './documents/pages/documents.tsx'
import { newDocumentPage } from './documents/pages/new-document.tsx'
import { attainmentPage } from './learning/pages/attainment.tsx'
import { attendancePage } from './learning/pages/attendance.tsx'
import { suspensionPage } from './learning/pages/suspension.tsx'
import { demoPage, demoSignInPage } from './people/pages/demo.tsx'
import { signOutPage } from './people/pages/sign-out.tsx'
import { premiumDecisionPage } from './premium/pages/decision.tsx'
import { linePage, newLinePage } from './premium/pages/line.tsx'
import { premiumPage } from './premium/pages/premium.tsx'
import { lastTargetsPage } from './targets/pages/last-targets.tsx'
import { newTargetPage, targetPage } from './targets/pages/target.tsx'
import { targetsPage } from './targets/pages/targets.tsx'
import type { Page } from './web/page.ts'
import type { Service } from './web/service.ts'

/** The typed records of a plan: targets and their reviews, premium, attendance, attainment, documents. */
const recordPages: readonly Page[] = [
  targetsPage,
  newTargetPage,
  targetPage,
  lastTargetsPage,
  premiumPage,
  newLinePage,
  linePage,
  premiumDecisionPage,
  attendancePage,
  suspensionPage,
  attainmentPage,
  documentsPage,
  newDocumentPage,
  documentPage
]

/** Every page of the service, each with its address and its action. `routes --json` and docs/permissions.md come out of this list. */
export function pages(config: Pick<Config, 'mode'>): Page[] {
  return [...(config.mode === 'demo' ? [demoPage, demoSignInPage] : []), signOutPage, ...recordPages]
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
