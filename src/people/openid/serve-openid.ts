import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asPerson } from '../../db/transaction.ts'
import type { OpenIdProvider } from '../../openid-providers.ts'
import type { Service } from '../../web/service.ts'
import { browserIn, keepBrowser, keepSession, keptCookie } from '../../web/session-cookie.ts'
import { ownPath } from '../own-path.ts'
import { signInWith } from '../session.ts'
import { personBy, recordRefused } from './account.ts'
import { begin, finish, type Journey, journeyMinutes, type Refused } from './code-flow.ts'
import { slugOf, type Why } from './refusals.ts'

/** Of one path alone, so that it cannot be of the whole host. */
const journeyCookieOf = ({ config }: Service) =>
  config.baseUrl.startsWith('https:') ? '__Secure-openpep-journey' : 'openpep-journey'
const journeyPath = '/sign-in/with'

/**
 * There and back. Not pages: both only lead on. A link leads there and no form, since a page of ours lets no form of its own
 * end at another site.
 */
export function serveOpenId(app: FastifyInstance, service: Service): void {
  const { openId, baseUrl } = service.config
  const journeyCookie = journeyCookieOf(service)
  const backOf = ({ id }: OpenIdProvider) => `${baseUrl}/sign-in/with/${id}/back`
  const asNobody = () => ({ person: null, today: service.today() })
  const providerOf = (request: FastifyRequest) =>
    openId.find(({ id }) => id === (request.params as { provider?: string }).provider)
  const refuse = (reply: FastifyReply, provider: OpenIdProvider, why: Why) =>
    reply.redirect(`/sign-in/with/${provider.id}/refused/${slugOf(why)}`, 303)

  async function refuseOnRecord(reply: FastifyReply, provider: OpenIdProvider, refused: Refused) {
    service.log.warn({ provider: provider.id, detail: refused.detail }, 'a sign-in by OpenID Connect was refused')
    await asPerson(service.database, asNobody(), tx => recordRefused(tx, provider, refused))
    return refuse(reply, provider, refused.why)
  }

  app.get('/sign-in/with/:provider', async (request, reply) => {
    const provider = providerOf(request)
    if (!provider) return reply.redirect('/sign-in', 303)
    const query = request.query as { next?: string; again?: string }
    const wanted = { next: ownPath(query.next), again: query.again !== undefined }
    const begun = await begin(provider, backOf(provider), wanted)
    if ('why' in begun) return refuseOnRecord(reply, provider, begun)
    const kept = { ...keptCookie(service), path: journeyPath, signed: true, maxAge: journeyMinutes * 60 }
    return reply.setCookie(journeyCookie, JSON.stringify(begun.journey), kept).redirect(begun.go, 303)
  })

  app.get('/sign-in/with/:provider/back', async (request, reply) => {
    const provider = providerOf(request)
    if (!provider) return reply.redirect('/sign-in', 303)
    const journey = journeyOf(request, journeyCookie)
    // It answers once, whatever comes of it.
    reply.clearCookie(journeyCookie, { ...keptCookie(service), path: journeyPath })
    const answer = new URL(`${backOf(provider)}${request.url.slice(request.url.indexOf('?'))}`)
    const claims = await finish(provider, answer, journey)
    if ('why' in claims) return refuseOnRecord(reply, provider, claims)
    const browser = browserIn(service, request)
    const signedIn = await asPerson(service.database, asNobody(), async tx => {
      const found = await personBy(tx, provider, claims)
      if ('why' in found) return found
      const token = await signInWith(tx, found.person, browser, claims.proved)
      return token === 'asleep' ? ({ why: 'asleep' } as const) : { token }
    })
    if ('why' in signedIn) return refuse(reply, provider, signedIn.why)
    keepBrowser(reply, service, browser)
    return keepSession(reply, service, signedIn.token).redirect(journey?.next ?? '/', 303)
  })
}

/** What this browser was given when it left; null where it has nothing, or something that we did not sign. */
function journeyOf(request: FastifyRequest, journeyCookie: string): Journey | null {
  const { valid, value } = request.unsignCookie(request.cookies[journeyCookie] ?? '')
  return valid && value ? (JSON.parse(value) as Journey) : null
}
