import { parseArn } from '../arn.ts'
import { checkOwner, type Place } from '../check-place.ts'
import { notTheArn, wrongTarget } from '../wrong-target.ts'

/** The parts of an alias ARN that calls are made with. */
export interface AgentTarget {
  readonly agentId: string
  readonly aliasId: string
  readonly account: string
}

const copyIt =
  'Copy the Agent Alias ARN from the Aliases tab of the agent in the Amazon Bedrock console. It has the form arn:aws:bedrock:{region}:{account-id}:agent-alias/{agent-id}/{alias-id}.'

/** Reads the ARN of an agent alias. Throws `wrong-target` for everything that this provider cannot call. */
export function agentTarget(aliasArn: string, place: Place): AgentTarget {
  const arn = parseArn(aliasArn)
  if (!arn) throw notTheArn(aliasArn, 'the ARN of an agent alias', copyIt)
  if (arn.kind === 'agent') {
    throw wrongTarget(
      'This is the ARN of the agent itself. Agents are called by the ARN of one of their aliases.',
      'Open the agent in the Amazon Bedrock console, choose the Aliases tab, and copy the ARN of an alias. If there is none, create one and let it make a new version.',
    )
  }
  if (arn.kind !== 'agent-alias') {
    const kind = arn.kind.replaceAll('-', ' ')
    throw wrongTarget(`This is the ARN of a ${kind}, not of an agent alias.`, copyIt)
  }
  checkOwner(aliasArn, arn, place)
  const { agent = '', alias = '' } = arn.ids
  return { agentId: agent, aliasId: alias, account: arn.account }
}
