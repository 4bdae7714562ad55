import { InvokeFlowCommand, type FlowInput } from '@aws-sdk/client-bedrock-agent-runtime'
import type { Clock } from '../../kernel/clock.ts'
import type { Answer } from '../answer.ts'
import type { Aws } from '../aws/aws.ts'
import type { Connection } from '../connection.ts'
import { narrowed } from '../policies/narrowed.ts'
import { watchedStream } from '../watched-stream.ts'
import { awsDocument } from './aws-document.ts'
import type { FlowRequest } from './flow-request.ts'
import { flowTarget, type FlowTarget } from './flow-target.ts'
import { readTurn, type FlowTurn } from './flow-turn.ts'
import { usageOf } from './flow-spending.ts'
import { rawFlowAnswer, type AnsweredQuestion } from './flow-answer.ts'

export interface FlowCallOptions {
  readonly signal: AbortSignal
  /** After so much silence the call is given up. */
  readonly idleMs?: number
}

/** AWS ends a flow after five minutes; nothing that comes later belongs to it. */
const usualIdleMs = 315_000

/** Ends flows that go on asking, whatever answers them. */
const mostTurns = 20

/** Runs a flow to its end, or to a question that nobody answers. Throws `Problem`. */
export async function invokeFlow(
  { aws, now }: { readonly aws: Aws; readonly now: Clock },
  connection: Connection,
  request: FlowRequest,
  { signal, idleMs = usualIdleMs }: FlowCallOptions,
): Promise<Answer> {
  const caller: Caller = { aws, connection, request, signal, idleMs, target: flowTarget(request.aliasArn, connection) } // prettier-ignore
  const startedAt = now().getTime()
  const questions: AnsweredQuestion[] = []
  let told = await takeTurn(caller, firstInput(request), undefined)
  const turns = [told]
  while (told.turn.question && turns.length < mostTurns) {
    const answer = request.answer({ ...told.turn.question, turn: turns.length })
    questions.push({ ...told.turn.question, answer })
    if (answer === null || answer.trim() === '') break
    told = await takeTurn(caller, answerTo(told.turn.question.node, answer), told.executionId)
    turns.push(told)
  }
  const spent = turns.flatMap(({ turn }) => turn.spent)
  return {
    usage: usageOf(spent),
    ...(spent.length > 0 && { spent }),
    latencyMs: now().getTime() - startedAt,
    requestId: told.requestId,
    model: null,
    outputMode: null,
    raw: rawFlowAnswer(turns, questions),
  }
}

interface Caller {
  readonly aws: Aws
  readonly connection: Connection
  readonly request: FlowRequest
  readonly target: FlowTarget
  readonly signal: AbortSignal
  readonly idleMs: number
}

export interface ToldTurn {
  readonly turn: FlowTurn
  readonly executionId: string | undefined
  readonly requestId: string | null
}

function firstInput({ inputNode, document }: FlowRequest): FlowInput {
  const content = { document: awsDocument(document) }
  return { nodeName: inputNode, nodeOutputName: 'document', content }
}

function answerTo(node: string, answer: string): FlowInput {
  return { nodeName: node, nodeInputName: 'agentInputText', content: { document: answer } }
}

async function takeTurn(
  { aws, connection, request, target, signal, idleMs }: Caller,
  input: FlowInput,
  executionId: string | undefined,
): Promise<ToldTurn> {
  const { flowId, aliasId } = target
  const what = `Invoking flow ${flowId} by its alias ${aliasId}`
  const command = new InvokeFlowCommand({
    flowIdentifier: flowId,
    flowAliasIdentifier: aliasId,
    inputs: [input],
    enableTrace: request.trace,
    ...(executionId !== undefined && { executionId }),
  })
  const told: { executionId: string | undefined; requestId: string | null } = { executionId, requestId: null } // prettier-ignore
  const events = watchedStream(
    aws,
    narrowed(connection, { kind: 'flow', alias: request.aliasArn.trim() }),
    {
      service: 'bedrock-agent-runtime',
      operation: 'bedrock:InvokeFlow',
      what,
      send: ({ agentRuntime }, options) => agentRuntime().send(command, options),
    },
    (answer) => {
      told.executionId = answer.executionId ?? executionId
      told.requestId = answer.$metadata.requestId ?? null
      return answer.responseStream
    },
    {
      signal,
      idleMs,
      remedy:
        'AWS ends a flow after five minutes. Let the flow do less, or do it in several flows.',
    },
  )
  return { turn: await readTurn(events, what), ...told }
}
