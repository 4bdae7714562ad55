import { accessRoutes } from './access.ts'
import { agentRoutes } from './agents.ts'
import { automationRoutes } from './automations.ts'
import { cooldownGroupRoutes } from './cooldown-groups.ts'
import { dataSourceRoutes } from './data-sources.ts'
import { heldRoutes } from './held.ts'
import { pausedTargetRoutes } from './paused-targets.ts'
import { personalDataRoutes } from './personal-data.ts'
import { policyRoutes } from './policies.ts'
import { providerRoutes } from './providers.ts'
import { retentionRoutes } from './retention.ts'
import { serviceRoutes } from './services.ts'
import { specificationRoutes } from './specifications.ts'
import { spendingRoutes } from './spending.ts'
import { streamRoutes } from './streams.ts'
import { visitorRoutes } from './visitors.ts'

/** Every operation of the API. The server mounts these, the client calls these. */
export const routes = {
  ...accessRoutes,
  ...providerRoutes,
  ...pausedTargetRoutes,
  ...agentRoutes,
  ...policyRoutes,
  ...retentionRoutes,
  ...serviceRoutes,
  ...streamRoutes,
  ...dataSourceRoutes,
  ...specificationRoutes,
  ...visitorRoutes,
  ...personalDataRoutes,
  ...heldRoutes,
  ...automationRoutes,
  ...cooldownGroupRoutes,
  ...spendingRoutes,
}
export type Routes = typeof routes
