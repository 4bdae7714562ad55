import { InvokeAgentCommand, type ResponseStream } from '@aws-sdk/client-bedrock-agent-runtime'
import { Problem } from '../../kernel/problem.ts'
import type { Aws } from '../aws/aws.ts'
import type { Connection } from '../connection.ts'
import { narrowed } from '../policies/narrowed.ts'
import { watchedStream } from '../watched-stream.ts'
import type { AgentEvent, AgentTurn } from './agent-event.ts'
import { agentInput } from './agent-input.ts'
import { connectedTarget } from './agent-target.ts'
import { createWitness } from './create-witness.ts'
import { readAgentEvent } from './read-agent-event.ts'

export interface AgentCallOptions {
  readonly signal: AbortSignal
  /** After so much silence inside of the answer the call is given up. */
  readonly idleMs?: number
}

/** An agent may think this long before its first word, and between two. */
const usualIdleMs = 300_000

/**
 * Says one thing to an agent and gives what it answers while it comes, `end` last. Throws `Problem`,
 * also in the middle; an answer that was cut off never ends as if it were whole.
 */
export async function* invokeAgent(
  aws: Aws,
  connection: Connection,
  turn: AgentTurn,
  { signal, idleMs = usualIdleMs }: AgentCallOptions,
): AsyncGenerator<AgentEvent> {
  const target = connectedTarget(turn.aliasArn, connection)
  const what = `Calling agent ${target.agentId} by its alias ${target.aliasId}`
  const witness = createWitness(turn.stream)
  const decoder = new TextDecoder()
  const read = (event: ResponseStream) =>
    readAgentEvent(event, (bytes) => decoder.decode(bytes, { stream: true }))
  const command = new InvokeAgentCommand(agentInput(turn, target))
  let requestId: string | null = null
  const events = watchedStream(
    aws,
    narrowed(connection, { kind: 'agent', alias: turn.aliasArn }),
    {
      service: 'bedrock-agent-runtime',
      operation: 'bedrock:InvokeAgent',
      what,
      send: ({ agentRuntime }, options) => agentRuntime().send(command, options),
    },
    ({ $metadata, completion }) => {
      requestId = $metadata.requestId ?? null
      return completion
    },
    { signal, idleMs },
  )
  for await (const event of events) {
    for (const told of read(event)) {
      witness.hear(told)
      yield told
    }
  }
  const missing = witness.missing()
  if (missing !== null) throw new Problem('connection-lost', `${what}: ${missing}`)
  yield { type: 'end', requestId }
}
