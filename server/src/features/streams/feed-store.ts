import type { Condition, FeedAsks, NewFeed } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import type { PageOptions } from './store.ts'

export interface FeedRow extends FeedAsks {
  readonly id: string
  readonly organization_id: string
  readonly stream_id: string
  readonly name: string
  readonly condition: Condition
  readonly built_in: boolean
  readonly created_at: Date
}

export async function listFeeds(
  db: Db,
  organizationId: string,
  { limit, cursor, streamId }: PageOptions & { readonly streamId?: string | undefined },
): Promise<FeedRow[]> {
  const { rows } = await db.query<FeedRow>(
    `select * from feeds where organization_id = $1 and ($2::text is null or stream_id = $2)
       and ($3::text is null or id < $3) order by id desc limit $4`,
    [organizationId, streamId ?? null, cursor ?? null, limit],
  )
  return rows
}

export async function findFeed(
  db: Db,
  organizationId: string,
  id: string,
): Promise<FeedRow | undefined> {
  const { rows } = await db.query<FeedRow>(
    'select * from feeds where organization_id = $1 and id = $2',
    [organizationId, id],
  )
  return rows[0]
}

/** Creates a feed; undefined when the stream has one of that name. */
export async function insertFeed(
  db: Db,
  organizationId: string,
  feed: NewFeed,
): Promise<FeedRow | undefined> {
  const { rows } = await db.query<FeedRow>(
    `insert into feeds (id, organization_id, stream_id, name, condition, specification_id, verdicts, data_source_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (stream_id, name) do nothing returning *`,
    [
      newId('feed'),
      organizationId,
      feed.stream_id,
      feed.name,
      JSON.stringify(feed.condition),
      feed.specification_id,
      feed.verdicts,
      feed.data_source_id,
    ],
  )
  return rows[0]
}

export type FeedChange = Pick<FeedRow, 'name' | 'condition'> & FeedAsks

/**
 * Replaces what may be changed; undefined when the feed is gone or built in. Fails with a unique
 * violation when the stream has another feed of that name.
 */
export async function updateFeed(
  db: Db,
  organizationId: string,
  id: string,
  { name, condition, specification_id, verdicts, data_source_id }: FeedChange,
): Promise<FeedRow | undefined> {
  const { rows } = await db.query<FeedRow>(
    `update feeds set name = $3, condition = $4, specification_id = $5, verdicts = $6, data_source_id = $7
     where organization_id = $1 and id = $2 and not built_in returning *`,
    [
      organizationId,
      id,
      name,
      JSON.stringify(condition),
      specification_id,
      verdicts,
      data_source_id,
    ],
  )
  return rows[0]
}

/** How many feeds somebody has made of a stream. */
export async function countFeeds(db: Db, streamId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*) as count from feeds where stream_id = $1 and not built_in',
    [streamId],
  )
  return rows[0]?.count ?? 0
}

export async function deleteFeed(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query('delete from feeds where organization_id = $1 and id = $2', [organizationId, id])
}

/** Every feed of every organization: what the stream processor needs to know. */
export async function allFeeds(db: Db): Promise<FeedRow[]> {
  const { rows } = await db.query<FeedRow>('select * from feeds')
  return rows
}

/** Makes sure that what a feed asks for is of its stream. Throws `not-found`. */
export async function checkAsked(
  db: Db,
  streamId: string,
  { specification_id, data_source_id }: Pick<FeedAsks, 'specification_id' | 'data_source_id'>,
): Promise<void> {
  const { rows } = await db.query<{ specification: boolean; source: boolean }>(
    `select $2::text is null or exists (select from specifications where stream_id = $1 and id = $2) as specification,
       $3::text is null or exists (select from data_sources where stream_id = $1 and id = $3) as source`,
    [streamId, specification_id, data_source_id],
  )
  if (rows[0]?.specification === false) throw new Problem('not-found', `The feed's stream has no specification ${specification_id}.`) // prettier-ignore
  if (rows[0]?.source === false) throw new Problem('not-found', `The feed's stream has no data source ${data_source_id}.`) // prettier-ignore
}

/** Makes sure that no feed asks for a specification or a data source that is to go. Throws `state-conflict`. */
export async function refuseAsked(db: Db, id: string): Promise<void> {
  const { rows } = await db.query<{ name: string }>(
    'select name from feeds where specification_id = $1 or data_source_id = $1 order by name limit 20',
    [id],
  )
  if (rows.length === 0) return
  const names = rows.map(({ name }) => `"${name}"`).join(', ')
  throw new Problem('state-conflict', `The ${rows.length === 1 ? 'feed' : 'feeds'} ${names} would be left without it.`, { remedy: 'Change or delete what asks for it first.' }) // prettier-ignore
}
