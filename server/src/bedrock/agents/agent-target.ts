import { Problem } from '../../kernel/problem.ts'
import { parseArn } from '../arn.ts'

/** The parts of an alias ARN that calls are made with. */
export interface AgentTarget {
  readonly agentId: string
  readonly aliasId: string
  readonly account: string
}

const format = 'arn:aws:bedrock:{region}:{account-id}:agent-alias/{agent-id}/{alias-id}'

/** Reads the ARN of an agent alias. Throws `wrong-target` that says what it is instead. */
export function agentTarget(aliasArn: string, region: string): AgentTarget {
  const arn = parseArn(aliasArn)
  if (arn?.kind === 'agent') {
    throw wrong(
      'This is the ARN of the agent itself. Agents are called by the ARN of one of their aliases.',
      'Open the agent in the Amazon Bedrock console, choose the Aliases tab, and copy the ARN of an alias. If there is none, create one and let it make a new version.',
    )
  }
  if (!arn) {
    throw wrong(
      `"${aliasArn}" is not the ARN of an agent alias.`,
      `Copy the Agent Alias ARN from the Aliases tab of the agent in the Amazon Bedrock console. It has the form ${format}.`,
    )
  }
  const { agent, alias } = arn.ids
  if (arn.kind !== 'agent-alias' || agent === undefined || alias === undefined) {
    throw wrong(
      `This is the ARN of a ${arn.kind.replaceAll('-', ' ')}, not of an agent alias.`,
      `Copy the Agent Alias ARN from the Aliases tab of the agent in the Amazon Bedrock console. It has the form ${format}.`,
    )
  }
  if (arn.region !== region) {
    throw wrong(
      `The agent is in ${arn.region}, but the provider calls ${region}.`,
      `Choose a provider in ${arn.region}, or add one: an agent is called in its own region only.`,
    )
  }
  return { agentId: agent, aliasId: alias, account: arn.account }
}

function wrong(detail: string, remedy: string): Problem {
  return new Problem('wrong-target', detail, { remedy })
}
