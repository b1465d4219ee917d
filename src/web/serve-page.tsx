import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Deed, record } from '../audit/audit.ts'
import { announce, asPerson, type Tx } from '../db/transaction.ts'
import { may, permission, roleThatMay } from '../guidance/access.ts'
import type { Subject } from '../guidance/conditions.ts'
import { isRefusal, type Role } from '../guidance/words.ts'
import type { Browser } from '../people/browser.ts'
import { accountAsleep } from '../people/dormant.ts'
import { sealWith } from '../people/one-time-link.ts'
import { isFresh, signInWith } from '../people/session.ts'
import { whoAsks } from '../people/who.ts'
import { planChanged } from '../peps/live/told.ts'
import { askOf, type Incoming } from './ask-of.ts'
import { type Browser as Entrant, entering } from './enter.ts'
import { writerOf } from './form-token.ts'
import type { Ask, Outcome, Page } from './page.ts'
import { forgetParked, park, parks } from './parked.ts'
import { readUpload } from './read-upload.ts'
import { plainBody, previewOver, respond, signInAgain, signInFirst, takeFlash, toParked } from './respond.tsx'
import { actorOf, deedOf, notFound, refusalOf, type Scene, seenAs, subjectOf } from './scene.ts'
import { acts, actsIn, whyNotSeen } from './seeing.ts'
import type { Service } from './service.ts'
import { browserIn, tokenIn } from './session-cookie.ts'

/** Sent by an open page that reads itself anew. */
const glanceHeader = 'x-glance'

/** What a request comes to inside its transaction; rendering waits until after the commit. */
export type Answer =
  /** `deed`: to go on record afterwards, where the transaction could write nothing. */
  | { readonly scene: Scene; readonly loaded: unknown; readonly deed?: Deed }
  | {
      readonly scene: Scene
      readonly loaded: unknown
      readonly outcome: Outcome
      readonly token?: string
      readonly browser: Browser
    }
  | { readonly scene: Scene; readonly failure: 404 | 403 | 'preview'; readonly deed: Deed }

export function servePage(app: FastifyInstance, service: Service, page: Page): void {
  app.get(page.at, (request, reply) => serve(service, page, request, reply))
  if (!page.submit) return
  const preHandler = page.withoutToken ? [] : [app.csrfProtection.bind(app)]
  const errorHandler = parks(page) ? parkStale(service) : undefined
  app.post(page.at, { preHandler, errorHandler }, (request, reply) => serve(service, page, request, reply))
}

/** A form whose token is too old is kept for its writer; any other failure is not ours to answer. */
const parkStale = (service: Service) => async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const body = plainBody(request.body)
  const writer = error.code?.startsWith('FST_CSRF') ? writerOf(body, sealWith(service.config.secret)) : null
  if (writer && (await park(service, writer, { path: request.url, body }))) return toParked(reply)
  throw error
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? '/'

const within = (path: string, confinedTo: string) => path === confinedTo || path.startsWith(`${confinedTo}/`)

async function serve(service: Service, page: Page, request: FastifyRequest, reply: FastifyReply) {
  const posted = request.method === 'POST'
  const { body, files, refusal } =
    posted && page.upload ? await readUpload(request) : { body: plainBody(request.body), files: [], refusal: null }
  const path = pathOf(request)
  const today = service.today()
  const glances = !posted && request.headers[glanceHeader] !== undefined
  const entrant: Entrant = {
    token: tokenIn(service, request),
    today,
    glances,
    page: posted ? 'post' : 'look'
  }
  const params = request.params as Record<string, string>
  const query = plainQuery(request.query)
  const asked = {
    service,
    page,
    params,
    query,
    body,
    files,
    refusal,
    posted,
    writer: posted && parks(page) ? writerOf(body, sealWith(service.config.secret)) : null,
    path,
    today,
    browser: browserIn(service, request),
    prepared: undefined
  }
  const prepared = posted && page.prepare && !refusal ? await prepare(asked, entrant, request.ip) : undefined
  const ask = { ...asked, prepared }
  const answer = await entering(service.database, entrant, (tx, entered) => answerOf(tx, { ...ask, entered })).catch(
    error => {
      if (error instanceof RolledBack) return error.answer
      throw error
    }
  )
  if (answer === 'not its writer') {
    const parked = asked.writer !== null && (await park(service, asked.writer, { path: request.url, body }))
    return parked ? toParked(reply) : signInFirst(request, reply)
  }
  if (answer === 'sign in first') return signInFirst(request, reply)
  if (answer === 'sign in again') return signInAgain(request, reply)
  if (answer === 'preview over') return previewOver(service, reply)
  if ('confinedTo' in answer) return reply.redirect(answer.confinedTo, 303)
  const whoAndWhen = { person: actorOf(answer.scene), today }
  const deed = 'deed' in answer ? answer.deed : undefined
  if (deed) {
    await asPerson(service.database, whoAndWhen, tx => record(tx, deed))
  } else if ('outcome' in answer && isRefusal(answer.outcome)) {
    const { scene, outcome } = answer
    await asPerson(service.database, whoAndWhen, tx => record(tx, refusalOf(scene, page, outcome.refused)))
  }
  const reload = () =>
    entering(service.database, entrant, async (tx, entered) =>
      page.load((await askOf(tx, { ...ask, posted: false, entered })).ask)
    )
  return respond({ service, page, request, reply, body, done: takeFlash(service, request, reply), reload }, answer)
}

const plainQuery = (query: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(query as Record<string, unknown>).map(([name, value]) => [name, String(value)]))

/** Slow work only for those who may post: whoever may not is refused by the post itself, which decides anew. */
async function prepare(incoming: Omit<Incoming, 'entered'>, entrant: Entrant, address: string): Promise<unknown> {
  const { service, page, params, body, files } = incoming
  const theirs = await entering(service.database, entrant, async (tx, entered) => {
    const decided = await decide(tx, { ...incoming, entered })
    return isDecided(decided) ? { personId: (await entered)?.session.personId ?? null } : null
  })
  return theirs ? page.prepare?.({ service, ...theirs, address, params, body, files }) : undefined
}

/** Thrown to roll back a refused post; carries the answer out of the transaction. */
class RolledBack extends Error {
  readonly answer: Answer
  constructor(answer: Answer) {
    super('rolled back')
    this.answer = answer
  }
}

interface Decided {
  readonly scene: Scene
  readonly ask: Ask
  readonly loaded: unknown
  readonly role: Role | null
}

type Undecided =
  | Extract<Answer, { failure: unknown }>
  | { readonly confinedTo: string }
  | 'not its writer'
  | 'sign in first'
  | 'sign in again'
  | 'preview over'

/** Session (none: sign in first) → load (nothing: 404) → may (no: 403). */
async function decide(tx: Tx, incoming: Incoming): Promise<Decided | Undecided> {
  const { page, posted, path, query, today } = incoming
  const { ask, named, entered, help } = await askOf(tx, incoming)
  if (incoming.writer !== null && incoming.writer !== entered?.session.personId) return 'not its writer'
  if (!entered && page.may !== 'anyone') return 'sign in first'
  if (entered?.previewOver) return 'preview over'
  const confinedTo = entered?.session.confinedTo
  if (confinedTo && !within(path, confinedTo)) return { confinedTo }
  const { about } = ask
  const seeing = entered?.seeing ?? null
  const scene: Scene = { who: entered?.who ?? null, about, today, path, query, help, seeing }
  const notInPreview = (why: string) => ({
    scene,
    failure: 'preview' as const,
    deed: refusalOf(scene, page, `preview: ${why}`)
  })
  if (posted && entered?.previews && !page.endsPreview) return notInPreview('nothing is done')
  const forbidden = (reason: string) => ({
    scene,
    failure: 403 as const,
    deed: refusalOf(scene, page, reason)
  })
  const action = actionOf(page, posted)
  // Of an address that names no child it is known before anything is looked up that none of these roles ever may.
  if (!named && action !== 'anyone' && ask.who.roles.every(role => permission(action, role) === 'denied'))
    return forbidden(`${action}: not for ${ask.who.roles.join(', ') || 'nobody'}`)
  if (seeing && (page.own || page.freshly)) return notInPreview('not for a preview')
  if (page.freshly && entered && !isFresh(entered.session, posted ? 'send' : 'look', ask.now)) return 'sign in again'
  const loaded = named && !about ? null : await page.load(ask).catch(error => actsIn(seeing, error))
  if (loaded === acts) return notInPreview('it would act')
  if (loaded === null) {
    return { scene, failure: 404, deed: notFound(scene, page) }
  }
  const subject: Subject = { ...subjectOf(about), ...page.subject?.(loaded, ask) }
  const standing = about?.standing ?? ask.who.roles
  if (action !== 'anyone' && !may(action, standing, subject)) {
    return forbidden(`${action}: not for ${standing.join(', ') || 'nobody'}`)
  }
  const why = seeing && whyNotSeen(page, action, seeing, subject)
  if (why) return notInPreview(why)
  return { scene, ask, loaded, role: action === 'anyone' ? null : roleThatMay(action, standing, subject) }
}

const isDecided = (decided: Decided | Undecided): decided is Decided =>
  typeof decided === 'object' && 'loaded' in decided

const actionOf = (page: Page, posted: boolean) => (posted ? (page.maySubmit ?? page.may) : page.may)

const noBrowser: Browser = { token: '', name: '' }

/** How an address would answer a person, were it asked now: for the table of routes. Nothing is written. */
export async function judge(
  service: Service,
  page: Page,
  asking: { person: string; params: Readonly<Record<string, string>>; posted: boolean }
): Promise<'opens' | 403 | 404> {
  const today = service.today()
  const nothing = {
    query: {},
    body: {},
    files: [],
    refusal: null,
    writer: null,
    browser: noBrowser,
    prepared: undefined
  }
  return asPerson(service.database, { person: asking.person, today }, async tx => {
    const who = await whoAsks(tx)
    const session = {
      hash: Buffer.alloc(32),
      personId: asking.person,
      confinedTo: null,
      provedAt: Temporal.Now.instant()
    }
    const plain = { help: null, previews: false, previewOver: false, seeing: null }
    const entered = Promise.resolve(who && { session, who, ...plain })
    const decided = await decide(tx, { service, page, ...asking, ...nothing, entered, path: page.at, today })
    if (typeof decided === 'string' || 'confinedTo' in decided) return 403
    if ('failure' in decided) return decided.failure === 404 ? 404 : 403
    return 'opens'
  })
}

/** Decide → write → audit. */
async function answerOf(tx: Tx, incoming: Incoming): Promise<Answer | Undecided> {
  const { page, posted } = incoming
  const decided = await decide(tx, incoming)
  if (!isDecided(decided)) return decided
  const { scene, ask, loaded, role } = decided
  if (posted && page.submit) {
    const outcome = incoming.refusal ?? (await page.submit(loaded, ask))
    if (isRefusal(outcome)) throw new RolledBack({ scene, loaded, outcome, browser: ask.browser })
    await forgetParked(ask)
    if (ask.about?.pep) announce(tx, planChanged(ask.about.pep.id))
    const token =
      'signIn' in outcome
        ? await signInWith(tx, outcome.signIn, ask.browser)
        : 'session' in outcome
          ? outcome.session
          : undefined
    if (token === 'asleep') throw new RolledBack({ scene, loaded, outcome: accountAsleep, browser: ask.browser })
    return { scene, loaded, outcome, token, browser: ask.browser }
  }
  if (scene.seeing) return { scene, loaded, deed: seenAs(scene, page, loaded) }
  const refusal = page.refuses?.(loaded)
  if (refusal) await record(tx, { ...deedOf(scene, page), ...refusal, outcome: 'refused' })
  else if (!page.quiet && scene.who) {
    await record(tx, {
      ...deedOf(scene, page),
      role,
      action: `see: ${page.name}`,
      ids: page.shows?.(loaded),
      reason: actionOf(page, posted)
    })
  }
  return { scene, loaded }
}
