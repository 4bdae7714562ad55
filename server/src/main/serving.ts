import { routes } from '@outcrop/contract'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { attributeRoutes, preloadAttributes } from '../features/attributes/attributes.ts'
import { audienceRoutes, audiencesOf } from '../features/audiences/audiences.ts'
import { automationRoutes } from '../features/automations/automations.ts'
import { createCollect } from '../features/collect/collect.ts'
import { cooldownGroupRoutes } from '../features/cooldown-groups/cooldown-groups.ts'
import { dataSourceRoutes } from '../features/data-sources/data-sources.ts'
import { delayRoutes } from '../features/delays/delays.ts'
import { heldRoutes } from '../features/held/held.ts'
import { limitRoutes } from '../features/limits/limits.ts'
import { personalDataRoutes } from '../features/personal-data/personal-data.ts'
import { policyRoutes } from '../features/policies/policies.ts'
import { runRoutes } from '../features/runs/runs.ts'
import { specificationRoutes } from '../features/specifications/specifications.ts'
import { streamRoutes } from '../features/streams/streams.ts'
import { liveTraceRoutes, traceRoutes, type Pulse } from '../features/trace/trace.ts'
import { usageRoutes } from '../features/usage/usage.ts'
import { visitorRoutes, visitorSearchRoutes } from '../features/visitors/visitors.ts'
import { mount, type App } from '../http/mount.ts'
import { createHttpServer } from '../http/server.ts'
import type { Parts } from './compose.ts'
import { listenOrExplain } from './listen-or-explain.ts'
import { version } from './version.ts'

export interface Serving {
  /** Stops taking requests, ends those in flight and commits what was accepted. */
  stop(): Promise<void>
}

const consoleFolder = fileURLToPath(new URL('../../../console/dist', import.meta.url))

/** Intake, API and console on one port. */
export async function startServing(parts: Parts, pulse: Pulse): Promise<Serving> {
  const { config, pool, log, now, directory, access, metrics } = parts
  await Promise.all([directory, parts.agents.directory, parts.services].map((one) => one.reload()))
  const collect = createCollect({
    pool,
    streams: directory,
    lineage: parts.lineage,
    now,
    maxWaiting: config.intakeQueue,
    onStored: (events) => metrics.collected(events),
  })
  const app = await createHttpServer({
    config: { https: config.url.startsWith('https:'), trustProxy: config.trustProxy, version },
    access,
    tries: access,
    log,
    metrics: metrics.registry,
    consoleFolder: existsSync(consoleFolder) ? consoleFolder : null,
    intake: (scope) => collect.routes(scope),
    ready: () => readiness(parts),
    features: featuresOf(parts, pulse),
  })
  await listenOrExplain(app, config.port, config.host)
  return {
    stop: async () => {
      await app.close()
      await parts.agents.stop()
      await collect.idle()
    },
  }
}

/** Everything that the API offers. */
export function featuresOf(parts: Parts, pulse: Pulse): ((scope: App) => void)[] {
  const { pool, now, automations, access } = parts
  return [
    (scope) => access.routes(scope),
    (scope) => parts.providers.routes(scope),
    (scope) => parts.pauses.routes(scope),
    (scope) => policyRoutes(scope, parts),
    (scope) => mount(scope, routes.getRetention, () => Promise.resolve(parts.config.retention)),
    (scope) => parts.agents.routes(scope),
    (scope) => parts.services.routes(scope),
    (scope) => limitRoutes(scope, { db: pool, limitsOf: (organization, id) => parts.providers.limitsOf(organization, id) }), // prettier-ignore
    (scope) => parts.prices.routes(scope),
    (scope) => parts.budgets.routes(scope),
    (scope) => streamRoutes(scope, { pool, furnish: (db, stream) => preloadAttributes(db, now(), stream), automationsOnFeed: (organization, feed) => automations.using(organization, feed) }), // prettier-ignore
    (scope) => dataSourceRoutes(scope, { pool, now }),
    (scope) => specificationRoutes(scope, { pool, now }),
    (scope) =>
      attributeRoutes(scope, {
        pool,
        now,
        audiencesOf,
        automationsNaming: (...of) => automations.naming(...of),
      }),
    (scope) => visitorRoutes(scope, pool),
    (scope) => personalDataRoutes(scope, { db: pool, automations, now }),
    (scope) => visitorSearchRoutes(scope, pool, now),
    (scope) => audienceRoutes(scope, { pool, now, automationsOnAudience: (organization, audience) => automations.using(organization, audience) }), // prettier-ignore
    (scope) => traceRoutes(scope, { db: pool, now }),
    (scope) => liveTraceRoutes(scope, { pool, pulse, now }),
    (scope) => usageRoutes(scope, { db: pool, now }),
    (scope) => delayRoutes(scope, pool, now),
    (scope) => heldRoutes(scope, pool, now),
    (scope) => cooldownGroupRoutes(scope, { db: pool, now, automationsIn: (organization, group) => automations.using(organization, group) }), // prettier-ignore
    (scope) => runRoutes(scope, { db: pool, automations, now }),
    (scope) =>
      automationRoutes(scope, {
        db: pool,
        automations,
        actions: parts.actions,
        actionContext: parts.actionContext,
        calls: parts.calls,
        now,
      }),
  ]
}

async function readiness({ pool }: Parts): Promise<{ ready: boolean; reasons: string[] }> {
  try {
    await pool.query('select 1')
    return { ready: true, reasons: [] }
  } catch {
    return { ready: false, reasons: ['PostgreSQL cannot be reached.'] }
  }
}
