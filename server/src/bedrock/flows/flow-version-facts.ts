import type { ReadResources } from '../read-resources.ts'
import { wrongTarget } from '../wrong-target.ts'
import { flowShape, type FlowShape } from './flow-shape.ts'

/** What a version of a flow takes and gives. Throws `wrong-target` for one that is not prepared. */
export async function flowVersionFacts(
  read: ReadResources,
  { flowId, version }: { readonly flowId: string; readonly version: string },
): Promise<{ value: FlowShape; summary: string }> {
  const { name = flowId, status, definition = {} } = await read.flowVersion(flowId, version)
  if (status !== 'Prepared') {
    throw wrongTarget(
      `Version ${version} of the flow "${name}" is not prepared; its status is ${status ?? 'unknown'}.`,
      'Open the flow in the Amazon Bedrock console, mend what its validation lists, prepare it, publish a version, and let the alias lead to that version.',
    )
  }
  const shape = flowShape(definition)
  const { input, outputs } = shape
  const ends = outputs.length === 0 ? 'has no Output node' : `ends with ${outputs.join(', ')}`
  const summary = `Version ${version} of the flow "${name}" begins with ${input?.node ?? 'no Input node'} and ${ends}.`
  return { value: shape, summary }
}
