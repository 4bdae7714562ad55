import { agentActions } from '../agents/agent-action.ts'
import type { AgentEvent } from '../agents/agent-event.ts'
import type { AgentTurn } from '../agents/agent-turn.ts'
import { aliasArn, findAgent, findAlias } from '../agents/find-agent.ts'
import { invokedVersion } from '../agents/invoked-version.ts'
import { runTurn } from '../agents/run-turn.ts'
import { eventFrame } from '../wire/event-frame.ts'
import type { Frame } from '../wire/reply.ts'
import type { World } from '../world.ts'
import { readInvokeAgent, textWithFiles } from './invoke-agent-request.ts'
import type { Call, Operation } from './operation.ts'

export const invokeAgent: Operation = {
  name: 'InvokeAgent',
  service: 'bedrock',
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
        const { turn, name } = openTurn(call, world, { ...read, text })
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
            call,
            enableTrace: request.enableTrace,
          }),
        }
      },
    }
  },
}

/** Throws the AwsError of an alias that cannot be invoked and of a session that is busy. */
function openTurn(
  call: Call,
  world: World,
  {
    agentId,
    aliasId,
    sessionId,
    request,
    text,
  }: ReturnType<typeof readInvokeAgent> & { text: string },
): { turn: AgentTurn; name: string } {
  const agent = findAgent(call, agentId)
  const alias = findAlias(agent, aliasId)
  const version = invokedVersion(agent, alias)
  const name = `${aliasArn(agent.id, alias.id, call)} ${sessionId}`
  const session = world.sessions.open(name, world.now())
  const { sessionState, streamingConfigurations: streaming } = request
  session.attributes = { ...session.attributes, ...sessionState.sessionAttributes }
  const { invocationId, returnControlInvocationResults: texts } = sessionState
  return {
    name,
    turn: {
      world,
      asker: { ...call, noteUsage: summed(call.noteUsage) },
      agent,
      alias,
      version,
      actions: agentActions(version.actionGroups),
      session,
      sessionId,
      requestId: call.requestId,
      text,
      promptAttributes: { ...sessionState.promptSessionAttributes },
      results: texts === undefined ? undefined : { invocationId: invocationId ?? '', texts },
      pieceLength: streaming.streamFinalResponse ? streaming.applyGuardrailInterval : undefined,
    },
  }
}

/** An agent asks its model several times; the call log shall know the sum. */
function summed(note: Call['noteUsage']): Call['noteUsage'] {
  const sum = { inputTokens: 0, outputTokens: 0 }
  return ({ inputTokens, outputTokens }) => {
    sum.inputTokens += inputTokens
    sum.outputTokens += outputTokens
    note({ ...sum })
  }
}

async function* frames(
  events: AsyncIterable<AgentEvent>,
  { turn, call, enableTrace }: { turn: AgentTurn; call: Call; enableTrace: boolean },
): AsyncGenerator<Frame> {
  for await (const event of events) {
    if (event.kind !== 'trace') yield answerFrame(event)
    else if (enableTrace) yield eventFrame('trace', tracePart(event.trace, turn, call))
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

function tracePart(
  trace: object,
  { world, agent, alias, version, sessionId }: AgentTurn,
  call: Call,
): object {
  return {
    agentId: agent.id,
    agentAliasId: alias.id,
    agentVersion: version.version,
    sessionId,
    eventTime: world.now().toISOString(),
    callerChain: [{ agentAliasArn: aliasArn(agent.id, alias.id, call) }],
    trace,
  }
}
