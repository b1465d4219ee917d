import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client'
import type { Service } from './service.ts'

/** `/healthz` (alive), `/readyz` (database and jobs), `/metrics` (Prometheus): no personal data, addresses by their pattern only. */
export function serveFigures(app: FastifyInstance, service: Pick<Service, 'database'>, registry: Registry): void {
  collectDefaultMetrics({ register: registry })
  const labelNames = ['method', 'route', 'status'] as const
  const seconds = new Histogram({
    name: 'openpep_request_seconds',
    help: 'Time to answer, by route',
    labelNames,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry]
  })
  const refused = new Counter({
    name: 'openpep_refusals_total',
    help: 'Requests answered with 403 or 404, by route',
    labelNames,
    registers: [registry]
  })
  const { pool } = service.database
  const connections = {
    name: 'openpep_database_connections',
    help: 'Connections of the pool',
    labelNames: ['state'] as const
  }
  new Gauge({
    ...connections,
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    }
  })
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode)
    }
    seconds.observe(labels, reply.elapsedTime / 1000)
    if (reply.statusCode === 403 || reply.statusCode === 404) refused.inc(labels)
  })
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
  app.get('/healthz', async () => ({ alive: true }))
  app.get('/readyz', async (_request, reply) => {
    const problem = await notReady(service)
    return problem ? reply.status(503).send({ ready: false, problem }) : { ready: true }
  })
}

/** Ready: the database answers, and the jobs' schema is there to be enqueued into. */
async function notReady({ database }: Pick<Service, 'database'>): Promise<string | null> {
  try {
    const { rows } = await database.pool.query(`select to_regnamespace('graphile_worker') is not null as jobs`)
    return rows[0]?.jobs ? null : 'The jobs are not set up: run ./openpep migrate.'
  } catch {
    return 'The database does not answer.'
  }
}
