import type { NewDataSource, Platform } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { newId } from '../../kernel/id.ts'

export interface DataSourceRow {
  readonly id: string
  readonly organization_id: string
  readonly stream_id: string
  readonly name: string
  readonly description: string
  readonly platform: Platform
  readonly key: string
  readonly created_at: Date
  readonly updated_at: Date
}

/** Every data source of every organization: what the stream processor needs to know. */
export async function allDataSources(db: Db): Promise<DataSourceRow[]> {
  const { rows } = await db.query<DataSourceRow>('select * from data_sources')
  return rows
}

/** The data sources of an organization that have one of these keys, of whichever stream. */
export async function sourcesWithKeys(
  db: Db,
  organizationId: string,
  keys: readonly string[],
): Promise<DataSourceRow[]> {
  const { rows } = await db.query<DataSourceRow>(
    'select * from data_sources where organization_id = $1 and key = any ($2)',
    [organizationId, keys],
  )
  return rows
}

/** The data sources of one stream. */
export async function dataSourcesOf(db: Db, streamId: string): Promise<DataSourceRow[]> {
  const { rows } = await db.query<DataSourceRow>(
    'select * from data_sources where stream_id = $1 order by id',
    [streamId],
  )
  return rows
}

/** The streams of an organization that have data sources, or that one stream if it has. */
export async function streamsWithSources(
  db: Db,
  organizationId: string,
  streamId: string | undefined,
): Promise<string[]> {
  const { rows } = await db.query<{ stream_id: string }>(
    `select distinct stream_id from data_sources
     where organization_id = $1 and ($2::text is null or stream_id = $2) order by 1 limit 1000`,
    [organizationId, streamId ?? null],
  )
  return rows.map(({ stream_id }) => stream_id)
}

export interface DataSourcePage {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly streamId?: string | undefined
}

export async function listDataSources(
  db: Db,
  organizationId: string,
  { limit, cursor, streamId }: DataSourcePage,
): Promise<DataSourceRow[]> {
  const { rows } = await db.query<DataSourceRow>(
    `select * from data_sources where organization_id = $1 and ($2::text is null or stream_id = $2)
       and ($3::text is null or id < $3) order by id desc limit $4`,
    [organizationId, streamId ?? null, cursor ?? null, limit],
  )
  return rows
}

export async function findDataSource(
  db: Db,
  organizationId: string,
  id: string,
): Promise<DataSourceRow | undefined> {
  const { rows } = await db.query<DataSourceRow>(
    'select * from data_sources where organization_id = $1 and id = $2',
    [organizationId, id],
  )
  return rows[0]
}

/** Creates a data source; fails with a unique violation when name or key are taken. */
export async function insertDataSource(
  db: Db,
  organizationId: string,
  { stream_id, name, description, platform, key }: NewDataSource & { readonly key: string },
  at: Date,
): Promise<string> {
  const id = newId('dataSource')
  await db.query(
    `insert into data_sources (id, organization_id, stream_id, name, description, platform, key, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [id, organizationId, stream_id, name, description, platform, key, at],
  )
  return id
}

export type DataSourceChange = Pick<DataSourceRow, 'name' | 'description' | 'platform'>

/** Replaces what may be changed; fails with a unique violation when the name is taken. */
export async function updateDataSource(
  db: Db,
  organizationId: string,
  id: string,
  { name, description, platform }: DataSourceChange,
  at: Date,
): Promise<void> {
  await db.query(
    `update data_sources set name = $3, description = $4, platform = $5, updated_at = $6
     where organization_id = $1 and id = $2`,
    [organizationId, id, name, description, platform, at],
  )
}

export async function deleteDataSource(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query('delete from data_sources where organization_id = $1 and id = $2', [
    organizationId,
    id,
  ])
}
