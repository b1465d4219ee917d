import type { FastifyReply, FastifyRequest } from 'fastify'
import { openFile } from '../documents/files.ts'
import { asAttachment } from '../documents/upload.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { sealWith } from '../people/one-time-link.ts'
import { sessionCookie } from '../people/session.ts'
import { Forbidden, NotFound, NotInPreview } from '../ui/error-pages.tsx'
import { renderPage } from '../ui/render.ts'
import { formTokenFor } from './form-token.ts'
import { Frame } from './frame.tsx'
import { isSent, type Page, type Problem, type Sent, type Shown, type View } from './page.ts'
import { parks } from './parked.ts'
import type { Answer } from './serve-page.tsx'
import type { Service } from './service.ts'
import { cookieName, keepBrowser, keepSession, keptCookie } from './session-cookie.ts'

const flashCookie = 'done'

/** Whoever has signed in some time ago does so again, and comes back to where they are: the page, not what was posted. */
export const signInAgain = (request: FastifyRequest, reply: FastifyReply) => {
  const here = request.method === 'GET' ? request.url : request.url.replace(/\?.*/, '')
  return reply.redirect(`/sign-in?again=yes&next=${encodeURIComponent(here)}`, 303)
}

export const signInFirst = (request: FastifyRequest, reply: FastifyReply) =>
  reply.redirect(request.method === 'GET' ? `/sign-in?next=${encodeURIComponent(request.url)}` : '/sign-in', 303)

/** A preview has ended by itself: said, before anything is done as oneself. */
export const previewOver = (service: Service, reply: FastifyReply) =>
  reply
    .setCookie(cookieName(service, flashCookie), 'The preview has ended. You see your own pages again.', {
      ...keptCookie(service),
      signed: true
    })
    .redirect('/people', 303)

/** To what waits for whoever wrote it; signing in comes first where nobody is. */
export const toParked = (reply: FastifyReply) => reply.redirect('/parked', 303)

/** The words that the last step left for this page; read once. */
export function takeFlash(service: Service, request: FastifyRequest, reply: FastifyReply): string | null {
  const name = cookieName(service, flashCookie)
  const cookie = request.cookies[name]
  // What a page asks in the background (its session, its plan anew) shows the words to nobody.
  const isForSomebody = (request.headers['sec-fetch-dest'] ?? 'document') === 'document'
  if (!cookie || request.method !== 'GET' || !isForSomebody) return null
  reply.clearCookie(name, keptCookie(service))
  const { valid, value } = request.unsignCookie(cookie)
  return valid ? value : null
}

/** The fields of a plain form; anything that is not a text or a list of texts is dropped. */
export function plainBody(body: unknown): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  if (typeof body !== 'object' || body === null) return fields
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') fields[name] = value
    else if (Array.isArray(value)) fields[name] = value.filter(item => typeof item === 'string')
  }
  return fields
}

interface Exchange {
  readonly service: Service
  readonly page: Page
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly body: Record<string, string | string[]>
  readonly done: string | null
  /** Loads the page's data again, after what was posted has been written or taken back. */
  reload(): Promise<unknown>
}

/** Renders or redirects, after the transaction has ended. */
export async function respond(exchange: Exchange, answer: Answer) {
  const { page, reply, service } = exchange
  if ('failure' in answer) {
    if (answer.failure === 'preview')
      return show(exchange, answer, { title: 'Not in a preview', body: <NotInPreview />, status: 403 })
    return answer.failure === 404
      ? show(exchange, answer, { title: 'Page not found', body: <NotFound />, status: 404 })
      : show(exchange, answer, { title: 'You cannot do this', body: <Forbidden />, status: 403 })
  }
  if (!('outcome' in answer)) return show(exchange, answer, shown => page.view(answer.loaded, shown))
  const { outcome } = answer
  if (isRefusal(outcome) || 'again' in outcome) {
    const loaded = await exchange.reload()
    const problems = isRefusal(outcome) ? problemsOf(outcome) : outcome.again
    const status = problems.length > 0 ? 422 : 200
    return show(exchange, answer, shown => ({ status, ...page.view(loaded ?? answer.loaded, shown) }), problems)
  }
  if ('clash' in outcome) return reply.redirect(outcome.clash, 303)
  if ('signOut' in outcome) reply.clearCookie(cookieName(service, sessionCookie), keptCookie(service))
  if (answer.token) keepSession(reply, service, answer.token)
  if ('signIn' in outcome) keepBrowser(reply, service, answer.browser)
  if ('done' in outcome && outcome.done)
    reply.setCookie(cookieName(service, flashCookie), outcome.done, { ...keptCookie(service), signed: true })
  return reply.redirect(outcome.go, 303)
}

const problemsOf = (refusal: Refusal): Problem[] =>
  refusal.problems?.map(({ where, what }) => ({ field: where, what })) ?? [
    { field: 'main-content', what: refusal.refused }
  ]

function show(
  exchange: Exchange,
  answer: Answer,
  view: View | ((shown: Shown) => View | Sent),
  /** Given where a form comes back: with problems, or asked for one more row. */
  problems?: readonly Problem[]
) {
  const { service, page, reply, body, done } = exchange
  const { scene } = answer
  // In a preview nobody writes: what is posted from it is parked for nobody.
  const writer = scene.seeing ? null : (scene.who?.id ?? null)
  const csrf = formTokenFor(reply.generateCsrf(), writer, sealWith(service.config.secret))
  const keepsForms = !scene.seeing && page.submit !== undefined && parks(page)
  const shown: Shown = { ...scene, csrf, done, problems: problems ?? [], typed: problems ? body : null }
  const drawn = typeof view === 'function' ? view(shown) : view
  if (isSent(drawn) && scene.seeing)
    return show(exchange, answer, { title: 'Not in a preview', body: <NotInPreview />, status: 403 })
  if (isSent(drawn)) return sendFile(service, reply, drawn)
  return reply
    .status(drawn.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(
      renderPage(
        <Frame around={{ ...shown, service, help: scene.help, seeing: scene.seeing, keepsForms }} view={drawn} />
      )
    )
}

/** Always an attachment where it has a name: what somebody uploaded is never shown as a page of ours. */
async function sendFile(service: Service, reply: FastifyReply, { send, type, fileName }: Sent) {
  const bytes = await bodyOf(service, send)
  if (bytes === undefined) throw new Error('a file that a row names is not in the store')
  if (fileName !== undefined) reply.header('content-disposition', asAttachment(fileName))
  return reply.header('x-content-type-options', 'nosniff').type(type).send(bytes)
}

async function bodyOf(service: Service, send: Sent['send']) {
  if (typeof send === 'string') return send
  if (typeof send === 'function') return Buffer.from(await send())
  if (!('sha256' in send)) return Buffer.from(send)
  return (await openFile(service.config.filesFolder, send.sha256))?.createReadStream()
}
