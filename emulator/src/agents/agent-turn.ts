import type { Asker } from '../answers/asker.ts'
import type { JsonObject } from '../json.ts'
import type { World } from '../world.ts'
import type { AgentAction } from './agent-action.ts'
import type { AgentEvent } from './agent-event.ts'
import type { Agent, AgentAlias } from './agent-schema.ts'
import type { AgentVersion } from './invoked-version.ts'
import type { Session } from './sessions.ts'

/** One turn of a conversation with an agent, and all that it may use. */
export type AgentTurn = {
  world: World
  asker: Asker
  agent: Agent
  alias: AgentAlias
  version: AgentVersion
  actions: readonly AgentAction[]
  session: Session
  sessionId: string
  /** Names the trace. */
  requestId: string
  text: string
  promptAttributes: Record<string, string>
  /** What the caller did of the action that it was asked to do. */
  results: { invocationId: string; texts: string[] } | undefined
  /** After how many characters a piece of the final answer is sent; undefined sends it whole. */
  pieceLength: number | undefined
}

/** A step of the orchestration, as traces tell it. */
export function orchestration(turn: AgentTurn, step: Record<string, JsonObject>): AgentEvent {
  const traceId = `${turn.requestId}-0`
  const told = Object.entries(step).map(
    ([name, content]) => [name, { traceId, ...content }] as const,
  )
  return { kind: 'trace', trace: { orchestrationTrace: Object.fromEntries(told) } }
}
