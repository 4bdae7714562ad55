import {
  InvokeFlowCommand,
  type BedrockAgentRuntimeClient,
  type FlowResponseStream,
  type InvokeFlowCommandInput,
} from '@aws-sdk/client-bedrock-agent-runtime'

export type Told = {
  events: FlowResponseStream[]
  executionId: string | undefined
  /** What the stream ended with when it did not end well. */
  error: unknown
}

/** Invokes a flow and reads its stream to the end, whatever that is. */
export async function invoke(
  client: BedrockAgentRuntimeClient,
  input: InvokeFlowCommandInput,
): Promise<Told> {
  const events: FlowResponseStream[] = []
  const { responseStream, executionId } = await client.send(new InvokeFlowCommand(input))
  try {
    for await (const event of responseStream ?? []) events.push(event)
    return { events, executionId, error: undefined }
  } catch (error) {
    return { events, executionId, error }
  }
}

/** Which output node gave which document, in order. */
export function outputsOf({ events }: Told): { node: string | undefined; document: unknown }[] {
  return events.flatMap(({ flowOutputEvent: output }) =>
    output ? [{ node: output.nodeName, document: output.content?.document }] : [],
  )
}

export const kindOf = (event: FlowResponseStream): string => Object.keys(event)[0] ?? ''
