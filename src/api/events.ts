import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { record } from '../audit/audit.ts'
import { announce, isUuid, type Tx } from '../db/transaction.ts'
import { roleThatMay } from '../guidance/access.ts'
import { aboutWhom } from '../people/who.ts'
import { openHub } from '../peps/live/hub.ts'
import { type Looked, lookAt, lookWithin } from '../peps/live/look.ts'
import { isWriting } from '../peps/live/told.ts'
import { findPep } from '../peps/pep.ts'
import { entering } from '../web/enter.ts'
import type { Service } from '../web/service.ts'
import { tokenIn } from '../web/session-cookie.ts'
import { isReply, type Reply, refuse, writableQuestion } from './question.ts'

const refusals = {
  401: 'Sign in again.',
  403: 'You cannot follow this plan now.',
  404: 'There is no such plan, or it is not yours.'
}

/**
 * `GET /peps/:pep/events` (server-sent events): `answers` with the version of each answer that changed, at first of all;
 * `plan` where a record of it did; `writing` with who is writing in which question; `end` where there is nothing more to come.
 * Ids, versions and names of colleagues: the words are read from the page itself.
 *
 * `PUT /peps/:pep/writing/:question` with `{ writing: true | false }`: the person is typing there, or no more. Kept nowhere.
 */
export function serveEvents(app: FastifyInstance, service: Service): void {
  const hub = openHub(service.database.announcements)
  app.addHook('preClose', async () => hub.close())

  app.get('/peps/:pep/events', async (request, reply) => {
    const { pep } = request.params as { pep: string }
    const browser = () => ({ token: tokenIn(service, request), today: service.today() })
    const looked = await entering(service.database, { ...browser(), glances: true }, async (tx, opening) => {
      const found = await lookWithin(tx, opening, pep, hub.writing(pep))
      await putOnRecord(tx, found, pep)
      return found
    })
    if ('no' in looked) return reply.status(looked.no).send({ problem: refusals[looked.no] })
    const person = looked.entered.who.id
    const stream = beginStream(request, reply)
    const leave = hub.follow(
      { person, pep, look: writing => lookAt(service, browser(), pep, writing), ...stream },
      looked.look
    )
    request.raw.once('close', leave)
  })

  app.put('/peps/:pep/writing/:question', async (request, reply) => {
    const { status, body } = await sayWriting(service, request)
    return reply.status(status).send(body)
  })
}

/** One row a page that follows, not one for each look. */
async function putOnRecord(tx: Tx, { entered, about, ...found }: Looked, pepId: string): Promise<void> {
  if (!entered) return
  const outcome = 'no' in found ? (found.no === 404 ? 'not-found' : 'refused') : 'done'
  await record(tx, {
    person: entered.who.id,
    role: outcome === 'done' && about?.pep ? roleThatMay('see pep', about.standing, { state: about.pep.state }) : null,
    action: 'follow plan',
    outcome,
    authorityId: about?.authorityId ?? entered.who.authorityIds[0] ?? null,
    childId: about?.childId ?? null,
    pepId: about ? pepId : null,
    reason: 'see pep'
  })
}

/** The answer is ours from here on: never compressed, never kept, never held back by a proxy. */
function beginStream(request: FastifyRequest, reply: FastifyReply) {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no'
  })
  request.raw.socket.setKeepAlive(true)
  raw.write('retry: 2000\n\n')
  return {
    send: (event: string, data: unknown = {}) => {
      if (raw.destroyed) return
      raw.write(event === 'beat' ? ': here\n\n' : `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    end: () => raw.end()
  }
}

const said = z.object({ writing: z.boolean() })

async function sayWriting(service: Service, request: FastifyRequest): Promise<Reply> {
  const { pep: pepId, question } = request.params as { pep: string; question: string }
  const given = said.safeParse(request.body)
  const today = service.today()
  const browser = { token: tokenIn(service, request), today, glances: true }
  return entering(service.database, browser, async (tx, opening) => {
    const [entered, about, pep] = await Promise.all([
      opening,
      ...(isUuid(pepId) ? ([aboutWhom(tx, { pep: pepId }), findPep(tx, pepId, today)] as const) : [null, null])
    ])
    if (!entered) return refuse(401, refusals[401])
    if (entered.session.confinedTo) return refuse(403, refusals[403])
    const found = await writableQuestion(tx, entered.who, { about, pep, questionId: question }, 'say where they write')
    if (isReply(found)) return found
    if (!given.success) return refuse(400, 'Send { writing: true } or { writing: false }.')
    announce(tx, isWriting(pepId, entered.who.id, given.data.writing ? question : null))
    return { status: 200, body: {} }
  })
}
