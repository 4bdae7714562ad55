import type { Logger } from 'pino'
import { costOf, type Bedrock } from '../bedrock/bedrock.ts'
import type { Pool } from '../db/pool.ts'
import { createAgents, type AgentCall, type Agents } from '../features/agents/agents.ts'
import type { Automations } from '../features/automations/automations.ts'
import type { Prices } from '../features/prices/prices.ts'
import type { Providers } from '../features/providers/providers.ts'
import { addCalls } from '../features/usage/usage.ts'
import type { Clock } from '../kernel/clock.ts'

interface AgentParts {
  readonly pool: Pool
  readonly bedrock: Bedrock
  readonly log: Logger
  readonly now: Clock
  readonly providers: Providers
  readonly prices: () => Prices
  /** Made after the agents, because their actions name agents. */
  readonly automations: () => Automations
}

/** Agents with what they need of providers and automations. */
export function composeAgents(parts: AgentParts): Agents {
  const { pool, bedrock, log, now, providers, automations } = parts
  return createAgents({
    db: pool,
    bedrock,
    connection: (organizationId, providerId) => providers.connection(organizationId, providerId),
    providerState: async (organizationId, providerId) =>
      (await providers.states(organizationId)).get(providerId)?.state,
    usedBy: (organizationId, agentId) => automations().using(organizationId, agentId),
    count: (call) => count(parts, call),
    now,
    log,
  })
}

/** Conversations cost what tasks cost, and are counted beside them. */
async function count({ pool, prices }: AgentParts, call: AgentCall): Promise<void> {
  const { organizationId, providerId, agentId, at, tokens, failed } = call
  const { model, price } =
    call.model === null
      ? { model: '', price: null }
      : await prices().pricing(organizationId, providerId, call.model)
  const usage = { ...tokens, cacheRead: null, cacheWrite: null }
  const entry = {
    organizationId,
    at,
    automationId: '',
    providerId,
    model,
    agentId,
    failed,
    cached: false,
    inputTokens: tokens.input,
    outputTokens: tokens.output,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    costUsd: costOf(price, usage),
  }
  await addCalls(pool, [entry])
}
