import type { FastifyReply } from 'fastify'
import { sessionCookie } from '../people/session.ts'
import type { Service } from './service.ts'

/** How this service's own cookies are kept: for its own pages, out of the reach of scripts. */
export const keptCookie = ({ config }: Service) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: config.baseUrl.startsWith('https:') }) as const

/** The token of a session that has just been opened, for the browser. */
export const keepSession = (reply: FastifyReply, service: Service, token: string): FastifyReply =>
  reply.setCookie(sessionCookie, token, keptCookie(service))
