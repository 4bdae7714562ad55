import { Problem } from '../../kernel/problem.ts'
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

/**
 * As `agentTarget`, for an agent that was connected before: steps name it by its id, so the ARN is not
 * for their author to correct.
 */
export function connectedTarget(aliasArn: string, place: Place): AgentTarget {
  try {
    return agentTarget(aliasArn, place)
  } catch (error) {
    throw error instanceof Problem ? ofConnected(error) : error
  }
}

function ofConnected({ code, message, remedy }: Problem): Problem {
  const more = 'Connect the agent again under Agents with the right ARN and provider, and choose it in the automations that use this one.' // prettier-ignore
  return new Problem(code, message, { who: 'operator', remedy: `${remedy} ${more}` })
}
