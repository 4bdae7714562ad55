import { InvokeAgentCommand, type ResponseStream } from '@aws-sdk/client-bedrock-agent-runtime'
import { Problem } from '../../kernel/problem.ts'
import type { Aws } from '../aws/aws.ts'
import type { Connection } from '../connection.ts'
import type { AgentEvent, AgentTurn } from './agent-event.ts'
import { agentInput } from './agent-input.ts'
import { agentTarget } from './agent-target.ts'
import { createWatch } from './create-watch.ts'
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
  const target = agentTarget(turn.aliasArn, connection.region)
  const what = `Calling agent ${target.agentId} by its alias ${target.aliasId}`
  const watch = createWatch(idleMs, () => silent(what, idleMs))
  const witness = createWitness(turn.stream)
  const decoder = new TextDecoder()
  const read = (event: ResponseStream) =>
    readAgentEvent(event, (bytes) => decoder.decode(bytes, { stream: true }))
  const command = new InvokeAgentCommand(agentInput(turn, target))
  let requestId: string | null = null
  try {
    watch.heard()
    const events = aws.stream(
      connection,
      {
        service: 'bedrock-agent-runtime',
        operation: 'bedrock:InvokeAgent',
        what,
        signal: AbortSignal.any([signal, watch.signal]),
        send: ({ agentRuntime }, options) => agentRuntime().send(command, options),
      },
      ({ $metadata, completion }) => {
        requestId = $metadata.requestId ?? null
        return completion
      },
    )
    for await (const event of events) {
      watch.heard()
      for (const told of read(event)) {
        witness.hear(told)
        yield told
      }
    }
    const missing = witness.missing()
    if (missing !== null) throw new Problem('connection-lost', `${what}: ${missing}`)
    yield { type: 'end', requestId }
  } finally {
    // Whoever stops listening does not want the rest: the call is given up.
    watch.stop()
  }
}

function silent(what: string, idleMs: number): Problem {
  const seconds = Math.round(idleMs / 1000)
  return new Problem(
    'attempt-timeout',
    `${what} had been silent for ${seconds} s and was given up.`,
  )
}
