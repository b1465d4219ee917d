import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import files from '@fastify/static'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { type Config, today } from './config.ts'
import { openDatabase, unsafeRole } from './db/database.ts'
import type { DatabaseUrls } from './db/database-urls.ts'
import { uploadLimit } from './documents/upload.ts'
import { openInstruments } from './instruments.ts'
import { otherRoutes } from './other-routes.ts'
import { pages } from './routes.ts'
import { compressText } from './web/compress.ts'
import { answerFailure } from './web/failure.ts'
import { tokenOf } from './web/form-token.ts'
import { servePage } from './web/serve-page.tsx'
import type { Service } from './web/service.ts'
import { cookieName } from './web/session-cookie.ts'

/** Answers until closed. Refuses to start as a database role that row policies would not hold. */
export async function startServer(
  config: Config,
  urls: Pick<DatabaseUrls, 'app'>,
  { log, figures } = openInstruments(config)
): Promise<{ close(): Promise<void> }> {
  const database = openDatabase(urls.app, {
    max: 16,
    name: 'openpep serve',
    keepsPlans: true,
    onError: error => log.warn({ code: (error as { code?: string }).code }, 'a database connection broke')
  })
  const unsafe = await unsafeRole(database)
  if (unsafe) {
    await database.close()
    throw new Error(unsafe)
  }
  const service: Service = { config, database, log, today: () => today(config), asset: assets() }
  const app = Fastify({
    trustProxy: config.trustProxy,
    forceCloseConnections: true,
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 },
    bodyLimit: 25 * 1024 * 1024
  })
  await addPlugins(app, config)
  answerFailure(app, service)
  for (const page of pages(config)) servePage(app, service, page)
  otherRoutes(app, service, figures)
  await app.listen({ port: config.port, host: '::' })
  return {
    close: async () => {
      await app.close()
      await database.close()
    }
  }
}

const buildFolder = import.meta.dirname

/** `main.css` → `/assets/main-1a2b.css`, by the manifest that the build wrote. */
function assets(): (name: string) => string {
  const file = join(buildFolder, 'assets/manifest.json')
  const manifest: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  return name => `/assets/${manifest[name] ?? name}`
}

/** More than this is not read at all, not even to say what is wrong with it, in bytes. */
const mostSent = 250 * 1024 * 1024

const own = ["'self'"]

async function addPlugins(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(helmet, {
    global: true,
    referrerPolicy: { policy: 'no-referrer' },
    hsts: config.mode === 'production' ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: own,
        styleSrc: own,
        connectSrc: own,
        imgSrc: ["'self'", 'blob:'],
        fontSrc: own,
        formAction: own,
        baseUri: ["'none'"],
        frameAncestors: ["'none'"]
      }
    }
  })
  compressText(app)
  await app.register(cookie, { secret: config.secret })
  await app.register(formbody)
  await app.register(multipart, {
    attachFieldsToBody: true,
    // A file past the limit is cut off there and read to its end, so that its form can come back and say so.
    throwFileSizeLimit: false,
    limits: { fileSize: uploadLimit, files: 10, fields: 500 }
  })
  const secure = config.baseUrl.startsWith('https:')
  await app.register(csrf, {
    cookieKey: cookieName({ config }, '_csrf'),
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure, signed: true },
    getToken: formToken
  })
  const folder = join(buildFolder, 'assets')
  if (existsSync(folder)) {
    await app.register(files, {
      root: folder,
      prefix: '/assets/',
      immutable: true,
      preCompressed: true,
      maxAge: '365d',
      decorateReply: false
    })
  }
  app.addHook('onRequest', async request => {
    if (Number(request.headers['content-length'] ?? 0) > mostSent)
      throw new app.multipartErrors.RequestFileTooLargeError()
  })
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store')
  })
}

/** The token as a form posts it, plain or multipart, or as a script sends it. */
function formToken(request: FastifyRequest): string | undefined {
  const field = (request.body as Record<string, unknown> | undefined)?._csrf
  const value = typeof field === 'object' && field !== null && 'value' in field ? field.value : field
  const sent = typeof value === 'string' ? value : (request.headers['x-csrf-token'] as string | undefined)
  return sent === undefined ? undefined : tokenOf(sent)
}
