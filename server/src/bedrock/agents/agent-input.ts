import type {
  InvocationResultMember,
  InvokeAgentCommandInput,
  SessionState,
} from '@aws-sdk/client-bedrock-agent-runtime'
import type { AgentTarget } from './agent-target.ts'
import type { AgentTurn } from './agent-event.ts'

/** A turn in the words of InvokeAgent. */
export function agentInput(turn: AgentTurn, target: AgentTarget): InvokeAgentCommandInput {
  const { say, sessionId, stream } = turn
  const sessionState = stateOf(turn)
  return {
    agentId: target.agentId,
    agentAliasId: target.aliasId,
    sessionId,
    // Tokens are told in traces only.
    enableTrace: true,
    ...(say === 'goodbye' && { endSession: true, inputText: 'Goodbye.' }),
    ...(say !== 'goodbye' && 'text' in say && { inputText: say.text }),
    ...(sessionState && { sessionState }),
    ...(stream && { streamingConfigurations: { streamFinalResponse: true } }),
  }
}

function stateOf({ say, sessionAttributes }: AgentTurn): SessionState | undefined {
  const attributes = Object.keys(sessionAttributes).length > 0 && {
    sessionAttributes: { ...sessionAttributes },
  }
  if (say === 'goodbye' || 'text' in say) return attributes || undefined
  return {
    ...attributes,
    invocationId: say.invocationId,
    returnControlInvocationResults: say.results.map(resultOf),
  }
}

function resultOf({
  action_group,
  name,
  body,
}: {
  action_group: string
  name: string
  body: string
}): InvocationResultMember {
  const [, httpMethod, apiPath] = /^([A-Z]+) (\/.*)$/.exec(name) ?? []
  if (httpMethod === undefined || apiPath === undefined) {
    return {
      functionResult: {
        actionGroup: action_group,
        function: name,
        responseBody: { TEXT: { body } },
      },
    }
  }
  return {
    apiResult: {
      actionGroup: action_group,
      httpMethod,
      apiPath,
      httpStatusCode: 200,
      responseBody: { 'application/json': { body } },
    },
  }
}
