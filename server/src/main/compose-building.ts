import type { Logger } from 'pino'
import type { AnyAction } from '../actions/define-action.ts'
import { createActions } from '../actions/index.ts'
import type { Bedrock } from '../bedrock/bedrock.ts'
import type { Pool } from '../db/pool.ts'
import type { Agents } from '../features/agents/agents.ts'
import { createAutomations, type Automations } from '../features/automations/automations.ts'
import type { DirectCalls } from '../features/calls/calls.ts'
import { createPauses, type Pauses } from '../features/pauses/pauses.ts'
import { createProviders, type Providers } from '../features/providers/providers.ts'
import { createServices, type Services } from '../features/services/services.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Seal } from '../kernel/seal.ts'
import { composeAgents } from './compose-agents.ts'
import { tellOfPause } from './tell-of-pause.ts'

export interface BuildingOptions {
  readonly pool: Pool
  readonly now: Clock
  readonly log: Logger
  readonly seal: Seal
  readonly bedrock: Bedrock
  /** Made after what they count. */
  readonly calls: () => DirectCalls
}

/** What people build with, and build: each of these asks the others who uses what. */
export interface Building {
  readonly providers: Providers
  readonly pauses: Pauses
  readonly services: Services
  readonly agents: Agents
  readonly actions: ReadonlyMap<string, AnyAction>
  readonly automations: Automations
}

export function composeBuilding({
  pool,
  now,
  log,
  seal,
  bedrock,
  calls,
}: BuildingOptions): Building {
  const onNotice = tellOfPause(log)
  const pauses = createPauses({ pool, now, onNotice })
  const services: Services = createServices({
    db: pool,
    now,
    placeOf: async (organizationId, id) => (await providers.states(organizationId)).get(id),
    users: (organizationId, id) => automations.using(organizationId, id),
  })
  const actions = createActions({
    service: (organizationId, id) => services.find(organizationId, id),
    agent: (organizationId, id) => agents.directory.find(organizationId, id),
  })
  const providers: Providers = createProviders({
    db: pool,
    seal,
    bedrock,
    users: async (organizationId, id) => [
      ...(await automations.using(organizationId, id)),
      ...(await services.usingProvider(organizationId, id)),
      ...(await agents.atProvider(organizationId, id)),
    ],
    uses: (organizationId) => automations.uses(organizationId),
    now,
    onPassed: (id) => pauses.retestSoon(id),
    onNotice,
  })
  const agents = composeAgents({ pool, bedrock, log, now, providers, calls, automations: () => automations }) // prettier-ignore
  const automations: Automations = createAutomations({
    db: pool,
    actions,
    providers: (organizationId) => providers.states(organizationId),
    models: (organizationId, id) => providers.listedModels(organizationId, id),
    now,
  })
  return { providers, pauses, services, agents, actions, automations }
}
