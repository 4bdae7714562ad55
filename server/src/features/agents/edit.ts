import type { AgentPatch, AgentTest, NewAgent } from '@outcrop/contract'
import type { Connection } from '../../bedrock/bedrock.ts'
import type { Pool } from '../../db/pool.ts'
import { isNameTaken } from '../../db/is-name-taken.ts'
import type { Clock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import { named } from './named.ts'
import type { DirectCalls } from '../calls/calls.ts'
import type { AgentSources } from './agent-source.ts'
import { deleteAgent, findAgent, findAgentOfAlias, insertAgent, recordAgentTest, updateAgent, type AgentRow } from './agent-store.ts' // prettier-ignore

export interface AgentEditing {
  readonly db: Pool
  readonly sources: AgentSources
  readonly connection: (organizationId: string, providerId: string) => Promise<Connection>
  /** The state of a provider; undefined when there is none of this id. */
  readonly providerState: (
    organizationId: string,
    providerId: string,
  ) => Promise<string | undefined>
  /** Names of the automations that use an agent. */
  readonly usedBy: (organizationId: string, agentId: string) => Promise<string[]>
  /** What agents are called with: conversations cost what tasks cost. */
  readonly calls: Pick<DirectCalls, 'make'>
  readonly now: Clock
}

/** Throws `not-found`. */
export async function agentRow(
  { db }: Pick<AgentEditing, 'db'>,
  organizationId: string,
  id: string,
): Promise<AgentRow> {
  const row = await findAgent(db, organizationId, id)
  if (!row) throw new Problem('not-found', `There is no agent ${id}.`)
  return row
}

/** Looks at an agent that is not connected yet. Throws `provider-missing` or `provider-not-ready`. */
export async function inspectNew(
  { sources, connection, providerState }: AgentEditing,
  organizationId: string,
  { provider_id, alias_arn }: NewAgent,
): Promise<AgentTest> {
  const state = await providerState(organizationId, provider_id)
  if (state === undefined) {
    throw new Problem('provider-missing', `There is no provider ${provider_id}.`)
  }
  if (state !== 'ready') {
    throw new Problem('provider-not-ready', 'The provider has not passed its test.')
  }
  const test = await sources.bedrock.inspect(
    await connection(organizationId, provider_id),
    alias_arn,
  )
  return named(test, 'caller')
}

/**
 * Connects an agent. Throws the problem of the first check that failed, and `state-conflict` when
 * the alias is connected at this provider already or the name is taken.
 */
export async function connectAgent(
  editing: AgentEditing,
  organizationId: string,
  given: NewAgent,
): Promise<AgentRow> {
  const { db, now } = editing
  await refuseConnected(db, organizationId, given)
  const test = await inspectNew(editing, organizationId, given)
  refuseFailed(test)
  const name = given.name ?? test.agent_name ?? nameIn(given.alias_arn)
  const { provider_id, alias_arn, description } = given
  const id = newId('agent')
  const row = { id, provider_id, alias_arn, description, name, source: 'bedrock', last_test: test } as const // prettier-ignore
  if (!(await insertAgent(db, organizationId, row, now()))) {
    // Somebody else may have connected it while AWS was asked.
    await refuseConnected(db, organizationId, given)
    throw nameTaken(name)
  }
  return agentRow(editing, organizationId, id)
}

async function refuseConnected(db: Pool, organizationId: string, given: NewAgent): Promise<void> {
  const there = await findAgentOfAlias(db, organizationId, given)
  if (!there) return
  throw new Problem('state-conflict', `This alias is connected already, as "${there.name}" (${there.id}).`, {
    remedy: 'Use that agent, or copy the ARN of another alias.',
    field: 'alias_arn',
  }) // prettier-ignore
}

function refuseFailed({ checks }: AgentTest): void {
  const problem = checks.find(({ ok }) => !ok)?.problem
  if (!problem) return
  const { code, detail, who, remedy, aws } = problem
  throw new Problem(code, detail, { who, remedy, ...(aws && { aws }) })
}

/** The agent's id, when AWS does not let its name be seen. */
const nameIn = (aliasArn: string): string => aliasArn.split('/').at(-2) ?? 'Agent'

/** Throws `not-found`, and `state-conflict` when the name is taken. */
export async function changeAgent(
  editing: AgentEditing,
  organizationId: string,
  id: string,
  patch: AgentPatch,
): Promise<AgentRow> {
  await agentRow(editing, organizationId, id)
  const change = updateAgent(editing.db, organizationId, id, patch, editing.now())
  await change.catch((error: unknown) => {
    throw isNameTaken(error) ? nameTaken(patch.name ?? '') : error
  })
  return agentRow(editing, organizationId, id)
}

function nameTaken(name: string): Problem {
  return new Problem('state-conflict', `There is an agent named "${name}" already.`, {
    remedy: 'Give this one another name.',
    field: 'name',
  })
}

/** Throws `not-found`, and `state-conflict` while an automation uses the agent. */
export async function removeAgent(
  editing: AgentEditing,
  organizationId: string,
  id: string,
): Promise<void> {
  const { name } = await agentRow(editing, organizationId, id)
  const users = await editing.usedBy(organizationId, id)
  if (users.length > 0) {
    const named = users.map((user) => `"${user}"`).join(', ')
    throw new Problem('state-conflict', `The agent "${name}" is used by ${named}.`, {
      remedy: 'Choose another agent there, publish, and then disconnect this one.',
    })
  }
  await deleteAgent(editing.db, organizationId, id)
}

/** Looks at a connected agent again and keeps the result. */
export async function testAgent(
  editing: AgentEditing,
  organizationId: string,
  id: string,
): Promise<AgentTest> {
  const { source, provider_id, alias_arn } = await agentRow(editing, organizationId, id)
  const connection = await editing.connection(organizationId, provider_id)
  const test = named(await editing.sources[source].inspect(connection, alias_arn), 'operator')
  await recordAgentTest(editing.db, organizationId, id, test)
  return test
}
