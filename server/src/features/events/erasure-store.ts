import type { Db } from '../../db/transaction.ts'
import { timeOfId } from '../../kernel/id.ts'
import type { Position } from './log-store.ts'
import { shardOf } from './shard.ts'

/** An event in the log: where it is, and whose. */
export interface PlacedEvent extends Position {
  readonly receivedAt: Date
  readonly visitorId: string
}

/** A shard, and how far it is processed. */
export interface ShardPosition extends Position {
  readonly shard: number
}

/**
 * Locks the shards of visitor ids until the transaction ends: no batch of theirs commits meanwhile.
 * Waits no longer than a moment, so that several shards and a batch never wait for each other; fails
 * with `lock_not_available` (55P03) then.
 */
export async function lockShards(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
): Promise<ShardPosition[]> {
  const shards = [...new Set(visitorIds.map((id) => shardOf(streamId, id)))]
  await db.query(`select set_config('lock_timeout', '300ms', true)`)
  const { rows } = await db.query<ShardPosition>(
    `select shard, xid::text, event_id as id from shards where shard = any($1::smallint[]) order by shard for update`,
    [shards],
  )
  return rows
}

/** Takes back what batches have read of these shards but not committed: their owners read the log again. */
export async function fenceShards(db: Db, shards: readonly number[]): Promise<void> {
  await db.query('update shards set fence = fence + 1 where shard = any($1::smallint[])', [shards])
}

/** Events of these visitor ids, all in one shard, behind what is processed of it. */
export async function unprocessedEvents(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
  { shard, xid, id }: ShardPosition,
  limit: number,
): Promise<PlacedEvent[]> {
  const { rows } = await db.query<PlacedEvent>(
    `select id, xid::text, received_at as "receivedAt", visitor_id as "visitorId" from events
     where (xid, id) > ($1::xid8, $2) and shard = $3 and stream_id = $4 and visitor_id = any($5::text[])
     order by xid, id limit $6`,
    [xid, id, shard, streamId, visitorIds, limit],
  )
  return rows
}

/** A stretch of the log of one stream. */
export interface LogPage {
  /** Ids of its first and last event; null when there are none. */
  readonly first: string | null
  readonly last: string | null
  readonly size: number
  /** Those of the visitor. */
  readonly own: readonly PlacedEvent[]
}

/** Looks through the next events of a stream behind `cursor`, by id, for those of visitor ids. */
export async function pageOfLog(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
  cursor: string,
  limit: number,
): Promise<LogPage> {
  type Own = readonly { id: string; xid: string; visitor_id: string }[]
  const { rows } = await db.query<Omit<LogPage, 'own'> & { own: Own }>(
    `with page as materialized (
       select id, xid::text as xid, visitor_id from events where stream_id = $1 and id > $2 order by id limit $3
     )
     select min(id) as first, max(id) as last, count(*)::int as size,
       coalesce(json_agg(page order by id) filter (where visitor_id = any($4::text[])), '[]') as own
     from page`,
    [streamId, cursor, limit, visitorIds],
  )
  const { first = null, last = null, size = 0, own = [] } = rows[0] ?? {}
  return {
    first,
    last,
    size,
    own: own.map(({ id, xid, visitor_id }) => ({ id, xid, visitorId: visitor_id, receivedAt: timeOfId(id) })), // prettier-ignore
  }
}

/** Where events are that are still kept; those that are gone are absent. */
export async function findPlaces(
  db: Db,
  streamId: string,
  eventIds: readonly string[],
): Promise<PlacedEvent[]> {
  const { rows } = await db.query<PlacedEvent>(
    `select e.id, e.xid::text, e.received_at as "receivedAt", e.visitor_id as "visitorId"
     from unnest($2::text[], $3::timestamptz[]) as wanted (id, received_at)
     cross join lateral (
       select * from events where stream_id = $1 and id = wanted.id and received_at = wanted.received_at limit 1
     ) e`,
    [streamId, eventIds, eventIds.map((id) => timeOfId(id).toISOString())],
  )
  return rows
}

/** Deletes events, and what was noted about them; resolves with how many there were. */
export async function deleteEvents(
  db: Db,
  streamId: string,
  events: readonly PlacedEvent[],
): Promise<number> {
  if (events.length === 0) return 0
  const ids = events.map(({ id }) => id)
  const times = events.map(({ receivedAt }) => receivedAt.getTime())
  // Between two times, so that only the days in question are looked at.
  const [from, to] = [new Date(Math.min(...times)), new Date(Math.max(...times))]
  const [{ rowCount }] = await Promise.all([
    db.query(
      `delete from events where stream_id = $1 and id = any($2::text[]) and received_at between $3 and $4`,
      [streamId, ids, from.toISOString(), to.toISOString()],
    ),
    db.query('delete from event_notes where event_id = any($1::text[])', [ids]),
  ])
  return rowCount ?? 0
}
