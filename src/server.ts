import Fastify from 'fastify'
import type { Config } from './config.ts'
import type { Database } from './db/database-urls.ts'

/** Answers until closed. */
export async function startServer(config: Config, _database: Database): Promise<{ close(): Promise<void> }> {
  const server = Fastify({ trustProxy: config.trustProxy, forceCloseConnections: true })
  server.get('/healthz', async () => ({ alive: true }))
  await server.listen({ port: config.port, host: '::' })
  return { close: () => server.close() }
}
