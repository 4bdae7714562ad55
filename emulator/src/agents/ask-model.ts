import { ask } from '../answers/ask.ts'
import { resolveModel } from '../catalogue/resolve-model.ts'
import type { Part, Usage } from '../model/answer.ts'
import { textOf } from '../families/text-of.ts'
import type { Question } from '../model/question.ts'
import { AwsError } from '../wire/aws-error.ts'
import { agentFailure } from './agent-failure.ts'
import type { AgentEvent } from './agent-event.ts'
import { orchestration, type AgentTurn } from './agent-turn.ts'

/** What AWS lets an agent's model write at most. */
const maxTokens = 2048

/** Lets the model decide what comes next. Throws the AwsError that the stream shall end with. */
export async function* askModel(turn: AgentTurn, system: string): AsyncGenerator<AgentEvent, Part> {
  const question = questionOf(turn, system)
  const startTime = turn.world.now()
  yield orchestration(turn, { modelInvocationInput: modelInput(turn, question) })
  try {
    const { part, text, usage } = await answerOf(turn, question)
    const endTime = turn.world.now()
    yield orchestration(turn, {
      modelInvocationOutput: {
        rawResponse: { content: text },
        metadata: {
          usage,
          startTime: startTime.toISOString(),
          endTime: endTime.toISOString(),
          totalTimeMs: Math.max(1, endTime.getTime() - startTime.getTime()),
        },
      },
    })
    return part
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    yield failureTrace(turn, error)
    throw agentFailure(error)
  }
}

export function failureTrace(turn: AgentTurn, error: AwsError): AgentEvent {
  const { message, status } = error
  const traceId = `${turn.requestId}-0`
  return {
    kind: 'trace',
    trace: { failureTrace: { traceId, failureReason: message, failureCode: status } },
  }
}

function questionOf({ version, session, actions }: AgentTurn, system: string): Question {
  const waiting = session.asked?.action.tool.name
  return {
    modelId: version.foundationModel,
    system,
    turns: session.turns,
    schema: undefined,
    tools: actions.map(({ tool }) => tool),
    toolChoice: waiting === undefined ? { kind: 'auto' } : { kind: 'tool', name: waiting },
    maxTokens,
    stopSequences: [],
  }
}

function modelInput(
  { version }: AgentTurn,
  { system, turns, tools }: Question,
): {
  text: string
  type: string
  foundationModel: string
} {
  const messages = turns.map(({ role, text }) => ({ role, content: text }))
  const named = tools.map(({ name, description }) => ({ name, description }))
  return {
    text: JSON.stringify({ system, messages, ...(named.length > 0 && { tools: named }) }),
    type: 'ORCHESTRATION',
    foundationModel: version.foundationModel,
  }
}

type Told = { part: Part; text: string; usage: Usage }

async function answerOf(turn: AgentTurn, question: Question): Promise<Told> {
  const { asker, world } = turn
  const target = resolveModel(question.modelId, { ...asker, catalogue: world.catalogue })
  const asked = await ask(asker, world, target, question)
  if (asked.kind === 'raw') {
    const { reply } = asked
    const text = reply.kind === 'whole' ? Buffer.from(reply.body).toString('utf8') : ''
    return { part: { kind: 'text', text }, text, usage: { inputTokens: 0, outputTokens: 0 } }
  }
  const { parts, usage } = asked.told
  const tool = parts.find((part) => part.kind === 'tool')
  const text = textOf(parts)
  if (tool)
    return { part: tool, text: JSON.stringify({ tool: tool.name, input: tool.input }), usage }
  return { part: { kind: 'text', text }, text, usage }
}
