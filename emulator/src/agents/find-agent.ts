import type { Account } from '../accounts/account-schema.ts'
import { AwsError } from '../wire/aws-error.ts'
import type { Agent, AgentAlias } from './agent-schema.ts'

type Place = { account: Account; region: string }

/** The alias that every agent has: its draft, for the test window. */
const testAlias: AgentAlias = {
  id: 'TSTALIASID',
  name: 'AgentTestAlias',
  version: 'DRAFT',
  status: 'PREPARED',
  invocations: 'ACCEPT_INVOCATIONS',
  failureReasons: [],
}

/** Throws ResourceNotFoundException. */
export function findAgent({ account, region }: Place, id: string): Agent {
  const agent = account.agents.find((each) => each.id === id && each.region === region)
  if (agent) return agent
  throw missing()
}

export function aliasesOf(agent: Agent): AgentAlias[] {
  return [...agent.aliases, testAlias]
}

/** Throws ResourceNotFoundException. */
export function findAlias(agent: Agent, id: string): AgentAlias {
  const alias = aliasesOf(agent).find((each) => each.id === id)
  if (alias) return alias
  throw missing()
}

function missing(): AwsError {
  return new AwsError(
    'ResourceNotFoundException',
    404,
    "Failed to retrieve resource because it doesn't exist. Retry your request with a different resource identifier.",
  )
}

export function agentArn(agentId: string, { account, region }: Place): string {
  return `arn:aws:bedrock:${region}:${account.id}:agent/${agentId}`
}

export function aliasArn(agentId: string, aliasId: string, { account, region }: Place): string {
  return `arn:aws:bedrock:${region}:${account.id}:agent-alias/${agentId}/${aliasId}`
}
