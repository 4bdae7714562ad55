import type { Agent, AgentPatch, AgentTest } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'

export interface AgentRow {
  readonly id: string
  readonly organization_id: string
  readonly provider_id: string
  readonly provider_name: string
  readonly name: string
  readonly description: string
  readonly source: Agent['source']
  readonly alias_arn: string
  readonly last_test: AgentTest
  readonly streams: boolean
  readonly created_at: Date
  readonly updated_at: Date
}

export type NewAgentRow = Pick<
  AgentRow,
  'id' | 'provider_id' | 'name' | 'description' | 'source' | 'alias_arn' | 'last_test'
>

const select = `select a.*, p.name as provider_name from agents a
  join providers p on p.id = a.provider_id`

export async function listAgents(
  db: Db,
  organizationId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<AgentRow[]> {
  const { rows } = await db.query<AgentRow>(
    `${select} where a.organization_id = $1 and ($2::text is null or a.id < $2)
     order by a.id desc limit $3`,
    [organizationId, cursor ?? null, limit],
  )
  return rows
}

export async function findAgent(
  db: Db,
  organizationId: string,
  id: string,
): Promise<AgentRow | undefined> {
  const { rows } = await db.query<AgentRow>(
    `${select} where a.organization_id = $1 and a.id = $2`,
    [organizationId, id],
  )
  return rows[0]
}

/** The agent that an alias is connected as at a provider; of doubles from before, the first. */
export async function findAgentOfAlias(
  db: Db,
  organizationId: string,
  { provider_id, alias_arn }: Pick<AgentRow, 'provider_id' | 'alias_arn'>,
): Promise<Pick<AgentRow, 'id' | 'name'> | undefined> {
  const { rows } = await db.query<Pick<AgentRow, 'id' | 'name'>>(
    `select id, name from agents
     where organization_id = $1 and provider_id = $2 and alias_arn = $3 order by id limit 1`,
    [organizationId, provider_id, alias_arn],
  )
  return rows[0]
}

/** False when the name is taken, or the alias at this provider. */
export async function insertAgent(
  db: Db,
  organizationId: string,
  row: NewAgentRow,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into agents (id, organization_id, provider_id, name, description, source, alias_arn,
       last_test, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
     on conflict do nothing`,
    [
      row.id,
      organizationId,
      row.provider_id,
      row.name,
      row.description,
      row.source,
      row.alias_arn,
      JSON.stringify(row.last_test),
      at,
    ],
  )
  return rowCount === 1
}

/** Changes what is given. Fails with a unique violation when the name is taken by another agent. */
export async function updateAgent(
  db: Db,
  organizationId: string,
  id: string,
  { name, description }: AgentPatch,
  at: Date,
): Promise<void> {
  await db.query(
    `update agents set name = coalesce($3, name), description = coalesce($4, description),
       updated_at = $5
     where organization_id = $1 and id = $2`,
    [organizationId, id, name ?? null, description ?? null, at],
  )
}

/** Keeps a test. The agent may have got the permission to stream since the last one. */
export async function recordAgentTest(
  db: Db,
  organizationId: string,
  id: string,
  test: AgentTest,
): Promise<void> {
  await db.query(
    'update agents set last_test = $3, streams = true where organization_id = $1 and id = $2',
    [organizationId, id, JSON.stringify(test)],
  )
}

export async function stopStreaming(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query('update agents set streams = false where organization_id = $1 and id = $2', [
    organizationId,
    id,
  ])
}

export async function deleteAgent(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query('delete from agents where organization_id = $1 and id = $2', [organizationId, id])
}

/** Names of the agents that run at a provider. */
export async function agentsAt(
  db: Db,
  organizationId: string,
  providerId: string,
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    'select name from agents where organization_id = $1 and provider_id = $2 order by name',
    [organizationId, providerId],
  )
  return rows.map(({ name }) => name)
}

/** Every agent of every organization, as steps name them. */
export async function allAgents(
  db: Db,
): Promise<Pick<AgentRow, 'id' | 'organization_id' | 'provider_id' | 'alias_arn'>[]> {
  const { rows } = await db.query<
    Pick<AgentRow, 'id' | 'organization_id' | 'provider_id' | 'alias_arn'>
  >('select id, organization_id, provider_id, alias_arn from agents')
  return rows
}
