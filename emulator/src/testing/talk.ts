import {
  InvokeAgentCommand,
  type BedrockAgentRuntimeClient,
  type Citation,
  type InvokeAgentCommandInput,
  type ResponseStream,
} from '@aws-sdk/client-bedrock-agent-runtime'

export type Said = {
  events: ResponseStream[]
  text: string
  citations: Citation[]
  /** The kinds of the trace, in order, such as `modelInvocationInput` or `observation FINISH`. */
  steps: string[]
}

const live = { agentId: 'SHOPAGENT1', agentAliasId: 'SHOPLIVE01' }

/** Says one thing to an agent and hears all of the answer. Rejects with what the stream throws. */
export async function talk(
  client: BedrockAgentRuntimeClient,
  input: Partial<InvokeAgentCommandInput>,
  abortSignal?: AbortSignal,
): Promise<Said> {
  const { completion } = await client.send(
    new InvokeAgentCommand({ ...live, sessionId: 'session-1', ...input }),
    { ...(abortSignal && { abortSignal }) },
  )
  const events: ResponseStream[] = []
  for await (const event of completion ?? []) events.push(event)
  return {
    events,
    text: events.map(({ chunk }) => new TextDecoder().decode(chunk?.bytes)).join(''),
    citations: events.flatMap(({ chunk }) => chunk?.attribution?.citations ?? []),
    steps: events.flatMap(stepOf),
  }
}

function stepOf({ trace }: ResponseStream): string[] {
  if (trace?.trace?.failureTrace) return ['failureTrace']
  const step = trace?.trace?.orchestrationTrace
  if (!step) return []
  const [name = ''] = Object.keys(step)
  const kind = step.observation?.type ?? step.invocationInput?.invocationType
  return [kind === undefined ? name : `${name} ${kind}`]
}
