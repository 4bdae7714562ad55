import type { JsonObject } from '../json.ts'
import type { AgentTurn } from './agent-turn.ts'
import { aliasArn } from './find-agent.ts'

/** A trace with whose it is, as InvokeAgent sends it. */
export function tracePart(
  trace: JsonObject,
  { world, asker, agent, alias, version, sessionId }: AgentTurn,
): JsonObject {
  return {
    agentId: agent.id,
    agentAliasId: alias.id,
    agentVersion: version.version,
    sessionId,
    eventTime: world.now().toISOString(),
    callerChain: [{ agentAliasArn: aliasArn(agent.id, alias.id, asker) }],
    trace,
  }
}
