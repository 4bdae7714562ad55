import { randomUUID } from 'node:crypto'
import type { Asker } from '../answers/asker.ts'
import type { AgentNodes, AgentReply, AgentRequest } from '../flows/agent-nodes.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { AwsError, notFound } from '../wire/aws-error.ts'
import type { World } from '../world.ts'
import type { AgentTurn } from './agent-turn.ts'
import { openTurn } from './open-turn.ts'
import { runTurn } from './run-turn.ts'
import { tracePart } from './trace-part.ts'

const aliasPattern =
  /^arn:aws[a-z-]*:bedrock:([a-z0-9-]+):(\d{12}):agent-alias\/([0-9a-zA-Z]{10})\/([0-9a-zA-Z]{10})$/

/** Lets the agent nodes of flows talk with the agents of the account that the flow is in. */
export function ownAgents(world: () => World): AgentNodes {
  return async (request, asker) => {
    const [, region, accountId, agentId = '', aliasId = ''] =
      aliasPattern.exec(request.agentAliasArn) ?? []
    if (region !== asker.region || accountId !== asker.account.id) {
      throw notFound(`The agent alias ${request.agentAliasArn} was not found.`)
    }
    const { turn, name } = openTurn(world(), spoken(request, { asker, agentId, aliasId }))
    return heard(turn, name)
  }
}

function spoken(
  { inputText, sessionId, promptAttributes, sessionAttributes }: AgentRequest,
  called: { asker: Asker; agentId: string; aliasId: string },
): Parameters<typeof openTurn>[1] {
  return {
    ...called,
    sessionId,
    requestId: randomUUID(),
    text: inputText,
    promptAttributes: texts(promptAttributes),
    sessionAttributes: texts(sessionAttributes),
    results: undefined,
    pieceLength: undefined,
  }
}

async function heard(turn: AgentTurn, name: string): Promise<AgentReply> {
  const traces: JsonObject[] = []
  let text = ''
  for await (const event of runTurn(turn, { name, endSession: false })) {
    if (event.kind === 'chunk') text += event.text
    if (event.kind === 'trace') traces.push(tracePart(event.trace, turn))
    if (event.kind === 'returnControl') throw unanswered(turn)
  }
  // What an agent asks is the only reason to remember an action without doing it.
  return { text, traces, asks: turn.session.asked !== undefined }
}

function unanswered({ agent }: AgentTurn): AwsError {
  return new AwsError(
    'DependencyFailedException',
    424,
    `The agent ${agent.name} returns control, which a flow cannot answer.`,
    { members: { resourceName: agent.id } },
  )
}

function texts(attributes: Json | undefined): Record<string, string> {
  if (!isJsonObject(attributes)) return {}
  const entries = Object.entries(attributes).map(
    ([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)] as const,
  )
  return Object.fromEntries(entries)
}
