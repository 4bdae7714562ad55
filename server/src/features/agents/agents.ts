import type { Agent, NewAgent } from '@outcrop/contract'
import type { Bedrock } from '../../bedrock/bedrock.ts'
import type { App } from '../../http/mount.ts'
import { createAgentDirectory, type AgentDirectory } from './agent-directory.ts'
import { agentRoutes } from './agent-routes.ts'
import { agentSources } from './agent-source.ts'
import { agentsAt } from './agent-store.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { connectAgent, type AgentEditing } from './edit.ts'
import { agentOf } from './shapes.ts'

export { createAgentDirectory } from './agent-directory.ts'

export interface AgentsOptions extends Omit<AgentEditing, 'sources'> {
  readonly bedrock: Bedrock
  readonly log: { error(fields: Record<string, unknown>, message: string): void }
}

export interface Agents {
  readonly routes: (app: App) => void
  /** What steps name; kept in memory. */
  readonly directory: AgentDirectory
  connect(organizationId: string, given: NewAgent): Promise<Agent>
  /** Names of the agents that run at a provider. */
  atProvider(organizationId: string, providerId: string): Promise<string[]>
  /** Gives up the answers that are still coming, and stores how far they came. */
  stop(): Promise<void>
}

export function createAgents({ bedrock, log, ...rest }: AgentsOptions): Agents {
  const editing: AgentEditing = { ...rest, sources: agentSources(bedrock) }
  const ending = new AbortController()
  const running = new Set<Promise<void>>()
  const keepRunning = (work: (signal: AbortSignal) => Promise<void>) => {
    const run = work(ending.signal)
      .catch((error: unknown) =>
        log.error({ err: error }, 'An answer of an agent could not be stored.'),
      ) // prettier-ignore
      .finally(() => running.delete(run))
    running.add(run)
  }
  return {
    routes: (app) => {
      agentRoutes(app, editing)
      conversationRoutes(app, { ...editing, keepRunning })
    },
    directory: createAgentDirectory(rest.db),
    connect: async (organizationId, given) =>
      agentOf(await connectAgent(editing, organizationId, given)),
    atProvider: (organizationId, providerId) => agentsAt(rest.db, organizationId, providerId),
    async stop() {
      ending.abort()
      await Promise.all(running)
    },
  }
}
