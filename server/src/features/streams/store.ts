import type { NewStream } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'

export interface StreamRow {
  readonly id: string
  readonly organization_id: string
  readonly account: string
  readonly profile: string
  readonly max_requests_per_s: number | null
  readonly created_at: Date
}

export interface PageOptions {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Every stream of every organization: what intake needs to know. */
export async function allStreams(db: Db): Promise<StreamRow[]> {
  const { rows } = await db.query<StreamRow>('select * from streams')
  return rows
}

/** Traces that are running, as pairs of stream and trace id. */
export async function activeTraces(
  db: Db,
): Promise<{ id: string; stream_id: string; expires_at: Date }[]> {
  const { rows } = await db.query<{ id: string; stream_id: string; expires_at: Date }>(
    'select id, stream_id, expires_at from traces where ended_at is null and expires_at > now()',
  )
  return rows
}

export async function listStreams(
  db: Db,
  organizationId: string,
  { limit, cursor }: PageOptions,
): Promise<StreamRow[]> {
  const { rows } = await db.query<StreamRow>(
    'select * from streams where organization_id = $1 and ($2::text is null or id < $2) order by id desc limit $3',
    [organizationId, cursor ?? null, limit],
  )
  return rows
}

export async function findStream(
  db: Db,
  organizationId: string,
  id: string,
): Promise<StreamRow | undefined> {
  const { rows } = await db.query<StreamRow>(
    'select * from streams where organization_id = $1 and id = $2',
    [organizationId, id],
  )
  return rows[0]
}

/**
 * Makes other changes of what belongs to a stream wait until this transaction ends: what it checked
 * stays true until it has written. Throws `not-found`.
 */
export async function lockStream(db: Db, organizationId: string, id: string): Promise<void> {
  const { rowCount } = await db.query(
    'select from streams where organization_id = $1 and id = $2 for no key update',
    [organizationId, id],
  )
  if (rowCount === 0) throw new Problem('not-found', `There is no stream ${id}.`)
}

/** Creates a stream with its built-in feed; undefined when account and profile are taken. */
export async function insertStream(
  db: Db,
  organizationId: string,
  stream: NewStream,
): Promise<StreamRow | undefined> {
  const { rows } = await db.query<StreamRow>(
    `with created as (
       insert into streams (id, organization_id, account, profile, max_requests_per_s) values ($1, $2, $3, $4, $5)
       on conflict (account, profile) do nothing returning *
     ), feed as (
       insert into feeds (id, organization_id, stream_id, name, condition, built_in)
       select $6, organization_id, id, 'All Events', '{"all":[]}', true from created
     )
     select * from created`,
    [
      newId('stream'),
      organizationId,
      stream.account,
      stream.profile,
      stream.max_requests_per_s,
      newId('feed'),
    ],
  )
  return rows[0]
}
