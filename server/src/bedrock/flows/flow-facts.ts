import type { Problem } from '../../kernel/problem.ts'
import type { Place } from '../check-place.ts'
import type { ReadResources } from '../read-resources.ts'
import { wrongTarget } from '../wrong-target.ts'
import { flowTarget } from './flow-target.ts'

/** Where a flow alias leads. Throws `wrong-target` for what is no alias, and for one that must not be used. */
export async function flowFacts(
  read: ReadResources,
  aliasArn: string,
  place: Place,
): Promise<{ value: { flowId: string; version: string }; summary: string }> {
  const { flowId, aliasId } = flowTarget(aliasArn, place)
  const { name = aliasId, routingConfiguration = [] } = await read.flowAlias(flowId, aliasId)
  const version = routingConfiguration[0]?.flowVersion
  if (version === undefined) throw fault(`The flow alias "${name}" leads to no version.`)
  if (version === 'DRAFT') {
    throw fault(
      `The flow alias "${name}" leads to the draft of the flow, which changes whenever someone edits it and cannot be called until it is prepared again.`,
    )
  }
  const summary = `The flow alias "${name}" leads to version ${version}.`
  return { value: { flowId, version }, summary }
}

const fault = (detail: string): Problem =>
  wrongTarget(
    detail,
    'In the Amazon Bedrock console prepare the flow, publish a version of it, and let an alias lead to that version. Then use the ARN of that alias.',
  )
