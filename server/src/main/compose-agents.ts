import type { Logger } from 'pino'
import type { Bedrock } from '../bedrock/bedrock.ts'
import type { Pool } from '../db/pool.ts'
import { createAgents, type Agents } from '../features/agents/agents.ts'
import type { Automations } from '../features/automations/automations.ts'
import type { DirectCalls } from '../features/calls/calls.ts'
import type { Providers } from '../features/providers/providers.ts'
import type { Clock } from '../kernel/clock.ts'

interface AgentParts {
  readonly pool: Pool
  readonly bedrock: Bedrock
  readonly log: Logger
  readonly now: Clock
  readonly providers: Providers
  /** Made after the budgets, which count automations. */
  readonly calls: () => DirectCalls
  /** Made after the agents, because their actions name agents. */
  readonly automations: () => Automations
}

/** Agents with what they need of providers and automations. */
export function composeAgents({
  pool,
  bedrock,
  log,
  now,
  providers,
  calls,
  automations,
}: AgentParts): Agents {
  return createAgents({
    db: pool,
    bedrock,
    connection: (organizationId, providerId) => providers.connection(organizationId, providerId),
    providerState: async (organizationId, providerId) =>
      (await providers.states(organizationId)).get(providerId)?.state,
    usedBy: (organizationId, agentId) => automations().using(organizationId, agentId),
    calls: { make: (call) => calls().make(call) },
    now,
    log,
  })
}
