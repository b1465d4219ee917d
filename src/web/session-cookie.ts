import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Browser, browserCookie, browserOf } from '../people/browser.ts'
import { sessionCookie } from '../people/session.ts'
import type { Service } from './service.ts'

/** Over https a browser takes a cookie of such a name from this very host alone, for all of its pages, and never in the clear. */
export const cookieName = ({ config }: Pick<Service, 'config'>, name: string): string =>
  config.baseUrl.startsWith('https:') ? `__Host-${name}` : name

/** The token of the session that this browser has; undefined without one. */
export const tokenIn = (service: Pick<Service, 'config'>, { cookies }: FastifyRequest): string | undefined =>
  cookies[cookieName(service, sessionCookie)]

/** How this service's own cookies are kept: for its own pages, out of the reach of scripts. */
export const keptCookie = ({ config }: Service) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: config.baseUrl.startsWith('https:') }) as const

/** The browser that asks. */
export const browserIn = (service: Pick<Service, 'config'>, { cookies, headers }: FastifyRequest): Browser =>
  browserOf(cookies[cookieName(service, browserCookie)], headers['user-agent'])

const year = 365 * 24 * 3600

/** The token of a session that has just been opened, for the browser. */
export const keepSession = (reply: FastifyReply, service: Service, token: string): FastifyReply =>
  reply.setCookie(cookieName(service, sessionCookie), token, keptCookie(service))

/** By what the browser that somebody has signed in with is known again. */
export const keepBrowser = (reply: FastifyReply, service: Service, { token }: Browser): FastifyReply =>
  reply.setCookie(cookieName(service, browserCookie), token, { ...keptCookie(service), maxAge: year })
