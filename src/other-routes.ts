import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import { serveAnswer } from './api/answer.ts'
import { serveEvents } from './api/events.ts'
import { serveOpenId } from './people/openid/serve-openid.ts'
import { serveFigures } from './web/figures.ts'
import type { OtherRoute } from './web/route-table.ts'
import type { Service } from './web/service.ts'

/** What is not a page, with the action that each asks for; `like` names the page whose children it shares. */
export const otherRouteList: readonly OtherRoute[] = [
  {
    method: 'PUT',
    path: '/peps/:pep/answers/:question',
    action: 'write section',
    like: '/peps/:pep/sections/:section'
  },
  {
    method: 'PUT',
    path: '/peps/:pep/writing/:question',
    action: 'write section',
    like: '/peps/:pep/sections/:section'
  },
  { method: 'GET', path: '/peps/:pep/events', action: 'see pep', like: '/peps/:pep' },
  { method: 'GET', path: '/sign-in/with/:provider', action: 'anyone' },
  { method: 'GET', path: '/sign-in/with/:provider/back', action: 'anyone' },
  { method: 'GET', path: '/healthz', action: 'anyone' },
  { method: 'GET', path: '/readyz', action: 'anyone' },
  { method: 'GET', path: '/metrics', action: 'anyone' }
]

/** What is not a page: the API, signing in elsewhere, health, figures. */
export function otherRoutes(app: FastifyInstance, service: Service, figures: Registry): void {
  serveAnswer(app, service)
  serveEvents(app, service)
  serveOpenId(app, service)
  serveFigures(app, service, figures)
}
