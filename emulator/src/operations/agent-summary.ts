import type { Agent, AgentAlias } from '../agents/agent-schema.ts'
import { createdAt } from '../created-at.ts'

/** What a list tells of an agent. */
export function agentSummary(agent: Agent): object {
  const numbers = Object.keys(agent.versions).map(Number)
  return {
    agentId: agent.id,
    agentName: agent.name,
    agentStatus: agent.status,
    description: agent.description,
    updatedAt: createdAt,
    latestAgentVersion: String(Math.max(0, ...numbers)),
  }
}

/** What both a list and GetAgentAlias tell of an alias. */
export function agentAliasSummary(alias: AgentAlias): object {
  const { id, name, description, version, status, invocations } = alias
  return {
    agentAliasId: id,
    agentAliasName: name,
    description,
    routingConfiguration: version === undefined ? [] : [{ agentVersion: version }],
    agentAliasStatus: status,
    aliasInvocationState: invocations,
    createdAt,
    updatedAt: createdAt,
  }
}
