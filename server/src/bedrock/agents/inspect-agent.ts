import type { AgentTest } from '@outcrop/contract'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import { attempt } from '../attempt-check.ts'
import type { Aws } from '../aws/aws.ts'
import type { Connection } from '../connection.ts'
import { isMissingPermission } from '../list-models.ts'
import { readResources, type ReadResources } from '../read-resources.ts'
import { agentFacts } from './agent-facts.ts'
import { agentTarget, type AgentTarget } from './agent-target.ts'
import { aliasVersion } from './alias-version.ts'

interface Tools {
  readonly aws: Aws
  readonly now: Clock
}

/** Does one check with calls that read. */
type Look = <T>(
  check: string,
  work: (read: ReadResources) => Promise<{ value: T; summary: string }>,
) => ReturnType<typeof attempt<T>>

/**
 * Looks at an agent alias without calling the agent, and explains each step. Calling it needs none
 * of the reading permissions, so what may not be looked at does not fail. Throws nothing expected.
 */
export async function inspectAgent(
  { aws, now }: Tools,
  connection: Connection,
  aliasArn: string,
): Promise<AgentTest> {
  const look: Look = (check, work) =>
    attempt(check, now, (signal) => work(readResources(aws, connection, signal)))
  const arn = await attempt('Agent alias ARN', now, () => {
    const target = agentTarget(aliasArn, connection)
    const summary = `Agent ${target.agentId}, alias ${target.aliasId} in ${connection.region}.`
    return Promise.resolve({ value: target, summary })
  })
  const [account, alias, agent] = arn.value ? await lookAtAll(look, arn.value) : []
  const checks = [arn, account, alias, agent].flatMap((outcome) => outcome?.check ?? [])
  return {
    ok: checks.every(({ ok }) => ok),
    tested_at: now().toISOString(),
    version: alias?.value ?? null,
    agent_name: agent?.value?.name ?? null,
    foundation_model: agent?.value?.model ?? null,
    idle_session_ttl_s: agent?.value?.idleS ?? null,
    checks,
  }
}

function lookAtAll(look: Look, target: AgentTarget) {
  return Promise.all([
    look('sts:GetCallerIdentity', (read) => compareAccounts(read, target)),
    look('bedrock:GetAgentAlias', (read) => unlessForbidden(aliasVersion(read, target))),
    look('bedrock:GetAgent', (read) => unlessForbidden(agentFacts(read, target.agentId))),
  ])
}

async function compareAccounts(read: ReadResources, { account }: AgentTarget) {
  const own = await read.identity().catch(unlessDefect)
  if (!own?.Account) return { value: null, summary: 'The account could not be compared.' }
  if (own.Account === account) return { value: null, summary: `The account is ${account}.` }
  throw new Problem(
    'wrong-target',
    `The agent belongs to account ${account}, but the provider has credentials of account ${own.Account}.`,
    { remedy: `Choose a provider with credentials of account ${account}, or add one.` },
  )
}

/** STS may be out of reach where Bedrock is not; the other checks tell whether that is so. */
function unlessDefect(error: unknown): null {
  if (error instanceof Problem) return null
  throw error
}

async function unlessForbidden<T>(
  work: Promise<{ value: T; summary: string }>,
): Promise<{ value: T | null; summary: string }> {
  try {
    return await work
  } catch (error) {
    if (!isMissingPermission(error)) throw error
    return {
      value: null,
      summary: 'Not looked at: the credentials may not. Calling the agent does not need it.',
    }
  }
}
