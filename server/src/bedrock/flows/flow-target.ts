import { Problem } from '../../kernel/problem.ts'
import { parseArn } from '../arn.ts'

/** What a flow is called by: bare ids, which every partition takes. */
export interface FlowTarget {
  readonly flowId: string
  readonly aliasId: string
}

/**
 * The alias that an ARN names. Throws `wrong-target` for everything else, and for an alias of
 * another region than the provider's.
 */
export function flowTarget(text: string, connection: { readonly region: string }): FlowTarget {
  const name = text.trim()
  const arn = parseArn(name)
  if (!arn) throw unreadable(name)
  const { flow = '', alias = '' } = arn.ids
  if (arn.kind === 'flow') {
    throw wrong(
      `"${name}" is the ARN of a flow; calls go to an alias of it.`,
      `Create an alias such as live for a version of the flow, and copy the alias' ARN. It ends with /alias/ and ten characters.`,
    )
  }
  if (arn.kind !== 'flow-alias') {
    throw wrong(
      `"${name}" is not the ARN of a flow alias.`,
      'Copy the ARN of an alias from the page of the flow in the Bedrock console.',
    )
  }
  if (arn.region !== connection.region) {
    throw wrong(
      `"${name}" is in ${arn.region}, but the provider works in ${connection.region}.`,
      `Choose a provider in ${arn.region}, or an alias in ${connection.region}.`,
    )
  }
  return { flowId: flow, aliasId: alias }
}

function unreadable(name: string): Problem {
  const [, alias] = /:flow\/[0-9a-zA-Z]{10}\/alias\/(.+)$/.exec(name) ?? []
  if (alias !== undefined) {
    return wrong(
      `"${shortened(alias)}" at the end of the ARN is not the id of an alias, which has ten letters and digits.`,
      'AWS takes the id of the alias, not its name. Copy the ARN from the page of the alias in the Bedrock console.',
    )
  }
  return wrong(
    `"${shortened(name)}" is not the ARN of a flow alias.`,
    'It has the form arn:aws:bedrock:REGION:ACCOUNT:flow/FLOWID/alias/ALIASID.',
  )
}

const shortened = (name: string): string => (name.length > 200 ? `${name.slice(0, 200)}…` : name)

function wrong(detail: string, remedy: string): Problem {
  return new Problem('wrong-target', detail, { remedy })
}
