import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, type Registry } from 'prom-client'

export interface Readiness {
  readonly ready: boolean
  /** Why not, in sentences. */
  readonly reasons: readonly string[]
}

export interface OperationsOptions {
  readonly ready: () => Promise<Readiness>
  readonly metrics: Registry
}

/** What a load balancer, an orchestrator and Prometheus ask. Needs no key, so metrics must not hold what tenants write. */
export function operations(app: FastifyInstance, { ready, metrics }: OperationsOptions): void {
  if (!metrics.getSingleMetric('process_cpu_user_seconds_total')) {
    collectDefaultMetrics({ register: metrics })
  }
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const readiness = await ready()
    return reply.code(readiness.ready ? 200 : 503).send(readiness)
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  )
}
