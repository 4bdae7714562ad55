import type { Problem } from '../../kernel/problem.ts'
import { arnFault } from '../arn-fault.ts'
import { parseArn } from '../arn.ts'
import { checkOwner, type Place } from '../check-place.ts'
import { notTheArn, wrongTarget } from '../wrong-target.ts'

/** What a flow is called by: bare ids, which every partition takes. */
export interface FlowTarget {
  readonly flowId: string
  readonly aliasId: string
}

/**
 * The alias that an ARN names. Throws `wrong-target` for everything else, and for an alias of
 * another region or account than the provider's.
 */
export function flowTarget(text: string, place: Place): FlowTarget {
  const name = text.trim()
  const arn = parseArn(name)
  if (!arn) throw unreadable(name)
  const { flow = '', alias = '' } = arn.ids
  if (arn.kind === 'flow') {
    throw wrongTarget(
      `"${name}" is the ARN of a flow; calls go to an alias of it.`,
      `Create an alias such as live for a version of the flow, and copy the alias' ARN. It ends with /alias/ and ten characters.`,
    )
  }
  if (arn.kind !== 'flow-alias') {
    throw wrongTarget(
      `"${name}" is not the ARN of a flow alias.`,
      'Copy the ARN of an alias from the page of the flow in the Bedrock console.',
    )
  }
  checkOwner(name, arn, place)
  return { flowId: flow, aliasId: alias }
}

function unreadable(name: string): Problem {
  const remedy =
    arnFault(name)?.segment === 'alias'
      ? 'AWS takes the id of the alias, not its name. Copy the ARN from the page of the alias in the Bedrock console.'
      : 'It has the form arn:aws:bedrock:REGION:ACCOUNT:flow/FLOWID/alias/ALIASID.'
  return notTheArn(name, 'the ARN of a flow alias', remedy)
}
