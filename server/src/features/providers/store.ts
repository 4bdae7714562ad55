import type { ConnectionTest, Provider, ShownCredentials } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'

export interface ProviderRow {
  readonly id: string
  readonly organization_id: string
  readonly name: string
  readonly region: string
  readonly endpoint: string | null
  readonly credentials: ShownCredentials
  readonly sealed_secrets: string | null
  readonly revision: number
  readonly max_in_flight: number
  readonly state: Provider['state']
  readonly last_test: ConnectionTest | null
  readonly created_at: Date
  readonly updated_at: Date
}

export async function listProviders(
  db: Db,
  organizationId: string,
  limit: number,
  cursor: string | undefined,
): Promise<ProviderRow[]> {
  const { rows } = await db.query<ProviderRow>(
    'select * from providers where organization_id = $1 and ($2::text is null or id < $2) order by id desc limit $3',
    [organizationId, cursor ?? null, limit],
  )
  return rows
}

export async function findProvider(
  db: Db,
  organizationId: string,
  id: string,
): Promise<ProviderRow | undefined> {
  const { rows } = await db.query<ProviderRow>(
    'select * from providers where organization_id = $1 and id = $2',
    [organizationId, id],
  )
  return rows[0]
}

export async function saveProvider(
  db: Db,
  row: Omit<ProviderRow, 'created_at' | 'updated_at'>,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into providers (id, organization_id, name, region, endpoint, credentials, sealed_secrets, revision, max_in_flight, state, last_test)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (id) do update set name = excluded.name, region = excluded.region, endpoint = excluded.endpoint,
       credentials = excluded.credentials, sealed_secrets = excluded.sealed_secrets, revision = excluded.revision,
       max_in_flight = excluded.max_in_flight, state = excluded.state, last_test = excluded.last_test, updated_at = now()`,
    [
      row.id,
      row.organization_id,
      row.name,
      row.region,
      row.endpoint,
      JSON.stringify(row.credentials),
      row.sealed_secrets,
      row.revision,
      row.max_in_flight,
      row.state,
      row.last_test && JSON.stringify(row.last_test),
    ],
  )
  return rowCount === 1
}

export async function deleteProvider(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query('delete from providers where organization_id = $1 and id = $2', [
    organizationId,
    id,
  ])
}

export async function allLanes(db: Db): Promise<{ id: string; max_in_flight: number }[]> {
  const { rows } = await db.query<{ id: string; max_in_flight: number }>(
    'select id, max_in_flight from providers',
  )
  return rows
}
