import type { Asker } from '../answers/asker.ts'
import type { Json, JsonObject } from '../json.ts'

/** What an agent node says to its agent. */
export type AgentRequest = {
  agentAliasArn: string
  inputText: string
  /** The same in every turn of one execution of the flow. */
  sessionId: string
  promptAttributes: Json | undefined
  sessionAttributes: Json | undefined
}

export type AgentReply = {
  text: string
  /** The agent wants to know more before it can go on. */
  asks?: boolean
  /** Traces of the agent, as InvokeAgent sends them. */
  traces?: readonly JsonObject[]
}

/** The agents that flows may call. */
export type AgentNodes = (request: AgentRequest, asker: Asker) => AgentReply | Promise<AgentReply>
