import type { ReadResources } from '../read-resources.ts'
import type { AgentTarget } from './agent-target.ts'
import { aliasFault } from './alias-fault.ts'

/** The version that an alias leads to, null when AWS does not tell. Throws why it cannot be called. */
export async function aliasVersion(
  read: ReadResources,
  { agentId, aliasId }: Pick<AgentTarget, 'agentId' | 'aliasId'>,
): Promise<{ value: string | null; summary: string }> {
  const { agentAlias: alias } = await read.agentAlias(agentId, aliasId)
  const fault = aliasFault(alias ?? {})
  if (fault) throw fault
  const version = alias?.routingConfiguration?.[0]?.agentVersion ?? null
  const name = alias?.agentAliasName ?? aliasId
  return {
    value: version,
    summary: `The agent alias "${name}" leads to version ${version ?? 'unknown'}.`,
  }
}
