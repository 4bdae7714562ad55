import type { AgentEvent } from '../agents/agent-event.ts'
import type { AgentTurn } from '../agents/agent-turn.ts'
import { aliasArn } from '../agents/find-agent.ts'
import { openTurn, type Spoken } from '../agents/open-turn.ts'
import { runTurn } from '../agents/run-turn.ts'
import { tracePart } from '../agents/trace-part.ts'
import { eventFrame } from '../wire/event-frame.ts'
import type { Frame } from '../wire/reply.ts'
import { readInvokeAgent, textWithFiles } from './invoke-agent-request.ts'
import type { Call, Operation } from './operation.ts'

export const invokeAgent: Operation = {
  name: 'InvokeAgent',
  endpoint: 'bedrock-agent-runtime',
  action: 'bedrock:InvokeAgent',
  route: {
    method: 'POST',
    path: /^\/agents\/([^/]+)\/agentAliases\/([^/]+)\/sessions\/([^/]+)\/text$/,
  },
  permissions: (call) => {
    const [agentId = '', aliasId = ''] = call.params
    return [{ action: 'bedrock:InvokeAgent', resource: aliasArn(agentId, aliasId, call) }]
  },
  prepare: (call) => {
    const read = readInvokeAgent(call)
    const { agentId, aliasId, sessionId, request } = read
    const text = textWithFiles(request)
    return {
      modelId: `${agentId}/${aliasId}`,
      inputText: text,
      perform: (world) => {
        const { turn, name } = openTurn(world, spoken(call, { ...read, text }))
        return {
          kind: 'stream',
          of: 'agent',
          headers: {
            'x-amzn-bedrock-agent-content-type': 'application/json',
            'x-amz-bedrock-agent-session-id': sessionId,
            ...(request.memoryId !== undefined && {
              'x-amz-bedrock-agent-memory-id': request.memoryId,
            }),
          },
          frames: frames(runTurn(turn, { name, endSession: request.endSession }), {
            turn,
            enableTrace: request.enableTrace,
          }),
        }
      },
    }
  },
}

function spoken(
  call: Call,
  {
    agentId,
    aliasId,
    sessionId,
    request,
    text,
  }: ReturnType<typeof readInvokeAgent> & { text: string },
): Spoken {
  const { sessionState, streamingConfigurations: streaming } = request
  const { invocationId = '', returnControlInvocationResults: texts } = sessionState
  return {
    asker: call,
    agentId,
    aliasId,
    sessionId,
    requestId: call.requestId,
    text,
    sessionAttributes: sessionState.sessionAttributes,
    promptAttributes: { ...sessionState.promptSessionAttributes },
    results: texts === undefined ? undefined : { invocationId, texts },
    pieceLength: streaming.streamFinalResponse ? streaming.applyGuardrailInterval : undefined,
  }
}

async function* frames(
  events: AsyncIterable<AgentEvent>,
  { turn, enableTrace }: { turn: AgentTurn; enableTrace: boolean },
): AsyncGenerator<Frame> {
  for await (const event of events) {
    if (event.kind !== 'trace') yield answerFrame(event)
    else if (enableTrace) yield eventFrame('trace', tracePart(event.trace, turn))
  }
}

function answerFrame(event: Exclude<AgentEvent, { kind: 'trace' }>): Frame {
  switch (event.kind) {
    case 'chunk': {
      const { text, citations, isLast } = event
      const attribution = citations.length > 0 && { attribution: { citations } }
      return eventFrame('chunk', { bytes: base64(text), ...attribution }, isLast)
    }
    case 'returnControl': {
      const { invocationId, invocationInputs } = event
      return eventFrame('returnControl', { invocationId, invocationInputs }, true)
    }
    case 'files': {
      const files = event.files.map(({ name, type, text }) => ({ name, type, bytes: base64(text) }))
      return eventFrame('files', { files })
    }
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
