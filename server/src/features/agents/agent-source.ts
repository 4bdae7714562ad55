import type { Agent, AgentTest } from '@outcrop/contract'
import type {
  AgentEvent,
  AgentTurn,
  Bedrock,
  Connection,
  ForeseenTask,
  Foresight,
} from '../../bedrock/bedrock.ts'

/**
 * Somewhere agents run. Everything else about agents (connecting, conversations, tasks) is the same
 * for all sources; to add one, implement this and name it in `agentSources`.
 */
export interface AgentSource {
  /** Looks at an agent without calling it. A failed check is a part of the result and is not thrown. */
  inspect(connection: Connection, target: string): Promise<AgentTest>
  /** What saying one thing may cost at most, as far as that can be known before. Throws `Problem`. */
  foresee(
    connection: Connection,
    task: ForeseenTask,
    options: { readonly signal: AbortSignal },
  ): Promise<readonly Foresight[]>
  /** Says one thing and gives the answer while it comes. Throws `Problem`. */
  converse(
    connection: Connection,
    turn: AgentTurn,
    options: { readonly signal: AbortSignal },
  ): AsyncIterable<AgentEvent>
}

export type AgentSources = Readonly<Record<Agent['source'], AgentSource>>

export function agentSources(bedrock: Bedrock): AgentSources {
  return {
    bedrock: {
      inspect: (connection, aliasArn) => bedrock.inspectAgent(connection, aliasArn),
      foresee: (connection, task, options) => bedrock.foreseeAgent(connection, task, options),
      converse: (connection, turn, options) => bedrock.invokeAgent(connection, turn, options),
    },
  }
}
