import { GetAgentAliasCommand, GetAgentCommand } from '@aws-sdk/client-bedrock-agent'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { AgentTest } from '@outcrop/contract'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import { attempt, type Outcome } from '../attempt-check.ts'
import type { Aws } from '../aws/aws.ts'
import type { Connection } from '../connection.ts'
import { isMissingPermission } from '../list-models.ts'
import { agentTarget, type AgentTarget } from './agent-target.ts'
import { aliasFault, type AliasFacts } from './alias-fault.ts'

interface Tools {
  readonly aws: Aws
  readonly now: Clock
}

interface AgentFacts {
  readonly name: string | null
  readonly model: string | null
  readonly idleS: number | null
}

/**
 * Looks at an agent alias without calling the agent, and explains each step. Calling it needs none
 * of the reading permissions, so what may not be looked at does not fail. Throws nothing expected.
 */
export async function inspectAgent(
  tools: Tools,
  connection: Connection,
  aliasArn: string,
): Promise<AgentTest> {
  const arn = await attempt('Agent alias ARN', tools.now, () => {
    const target = agentTarget(aliasArn, connection.region)
    const summary = `Agent ${target.agentId}, alias ${target.aliasId} in ${connection.region}.`
    return Promise.resolve({ value: target, summary })
  })
  const read = arn.value ? await readAll(tools, connection, arn.value) : []
  const [, alias, agent] = read
  const outcomes = [arn, ...read]
  return {
    ok: outcomes.every(({ check }) => check.ok),
    tested_at: tools.now().toISOString(),
    version: typeof alias?.value === 'string' ? alias.value : null,
    agent_name: factsOf(agent).name,
    foundation_model: factsOf(agent).model,
    idle_session_ttl_s: factsOf(agent).idleS,
    checks: outcomes.map(({ check }) => check),
  }
}

const nothing: AgentFacts = { name: null, model: null, idleS: null }

function factsOf(outcome: Outcome<string | AgentFacts | null> | undefined): AgentFacts {
  const value = outcome?.value
  return typeof value === 'object' && value !== null ? value : nothing
}

function readAll(
  tools: Tools,
  connection: Connection,
  target: AgentTarget,
): Promise<Outcome<string | AgentFacts | null>[]> {
  return Promise.all([
    checkAccount(tools, connection, target),
    checkAlias(tools, connection, target),
    readAgent(tools, connection, target),
  ])
}

function checkAccount({ aws, now }: Tools, connection: Connection, { account }: AgentTarget) {
  return attempt<string | null>('sts:GetCallerIdentity', now, async (signal) => {
    const own = await aws
      .call(connection, {
        service: 'sts',
        operation: 'sts:GetCallerIdentity',
        what: 'Asking whose credentials these are',
        signal,
        send: ({ sts }, options) => sts().send(new GetCallerIdentityCommand({}), options),
      })
      .catch(unlessDefect)
    if (!own?.Account) return { value: null, summary: 'The account could not be compared.' }
    if (own.Account === account) return { value: account, summary: `The account is ${account}.` }
    throw new Problem(
      'wrong-target',
      `The agent belongs to account ${account}, but the provider has credentials of account ${own.Account}.`,
      { remedy: `Choose a provider with credentials of account ${account}, or add one.` },
    )
  })
}

/** STS may be out of reach where Bedrock is not; the other checks tell whether that is so. */
function unlessDefect(error: unknown): null {
  if (error instanceof Problem) return null
  throw error
}

function checkAlias({ aws, now }: Tools, connection: Connection, target: AgentTarget) {
  const { agentId, aliasId: agentAliasId } = target
  return attempt<string | null>('bedrock:GetAgentAlias', now, async (signal) => {
    const answer = await aws
      .call(connection, {
        service: 'bedrock-agent',
        operation: 'bedrock:GetAgentAlias',
        what: `Looking at the alias ${agentAliasId} of agent ${agentId}`,
        signal,
        send: ({ agent }, options) =>
          agent().send(new GetAgentAliasCommand({ agentId, agentAliasId }), options),
      })
      .catch(unlessForbidden)
    if (!answer) return unseen
    const alias: AliasFacts = answer.agentAlias ?? {}
    const fault = aliasFault(alias)
    if (fault) throw fault
    const version = alias.routingConfiguration?.[0]?.agentVersion ?? null
    return { value: version, summary: `The alias leads to version ${version ?? 'unknown'}.` }
  })
}

function readAgent({ aws, now }: Tools, connection: Connection, { agentId }: AgentTarget) {
  return attempt<AgentFacts | null>('bedrock:GetAgent', now, async (signal) => {
    const answer = await aws
      .call(connection, {
        service: 'bedrock-agent',
        operation: 'bedrock:GetAgent',
        what: `Looking at agent ${agentId}`,
        signal,
        send: ({ agent }, options) => agent().send(new GetAgentCommand({ agentId }), options),
      })
      .catch(unlessForbidden)
    if (!answer) return unseen
    const { agentName, foundationModel, idleSessionTTLInSeconds } = answer.agent ?? {}
    const value = {
      name: agentName ?? null,
      model: foundationModel ?? null,
      idleS: idleSessionTTLInSeconds ?? null,
    }
    return { value, summary: `${agentName ?? 'The agent'} uses ${foundationModel ?? 'a model'}.` }
  })
}

const unseen = {
  value: null,
  summary: 'Not looked at: the credentials may not. Calling the agent does not need it.',
}

function unlessForbidden(error: unknown): null {
  if (isMissingPermission(error)) return null
  throw error
}
