import type { Db } from '../../db/transaction.ts'
import type { Position } from '../events/events.ts'

export interface ShardLease extends Position {
  readonly shard: number
  readonly fence: number
}

interface LeaseRow {
  readonly shard: number
  readonly fence: number
  readonly xid: string
  readonly event_id: string
}

/** Renews the leases that an owner holds and resolves with them; those that lapsed and went are absent. */
export async function renewLeases(db: Db, owner: string, leaseS: number): Promise<number[]> {
  const { rows } = await db.query<{ shard: number }>(
    `update shards set lease_until = now() + make_interval(secs => $2) where owner = $1 returning shard`,
    [owner, leaseS],
  )
  return rows.map(({ shard }) => shard)
}

/** Takes up to `most` shards that nobody holds, each with a new fence. */
export async function takeLeases(
  db: Db,
  owner: string,
  leaseS: number,
  most: number,
): Promise<ShardLease[]> {
  const { rows } = await db.query<LeaseRow>(
    `update shards s set owner = $1, fence = fence + 1, lease_until = now() + make_interval(secs => $2)
     from (select shard from shards where lease_until < now() order by shard limit $3 for update skip locked) free
     where s.shard = free.shard
     returning s.shard, s.fence, s.xid::text, s.event_id`,
    [owner, leaseS, most],
  )
  return rows.map(({ shard, fence, xid, event_id }) => ({ shard, fence, xid, id: event_id }))
}

/** Lets go of shards, so that others can take them at once. */
export async function releaseLeases(
  db: Db,
  owner: string,
  shards: readonly number[],
): Promise<void> {
  await db.query(
    `update shards set owner = null, lease_until = '-infinity' where owner = $1 and shard = any($2::smallint[])`,
    [owner, shards],
  )
}

/** Says that a processor lives, and resolves with how many do, itself included. */
export async function countProcessors(db: Db, owner: string, leaseS: number): Promise<number> {
  const { rows } = await db.query<{ others: number }>(
    `with living as (
       insert into processors (id, lease_until) values ($1, now() + make_interval(secs => $2))
       on conflict (id) do update set lease_until = excluded.lease_until
     ), dead as (
       delete from processors where id in (
         select id from processors where id <> $1 and lease_until < now() for update skip locked
       )
     )
     select count(*)::int as others from processors where id <> $1 and lease_until > now()`,
    [owner, leaseS],
  )
  return 1 + (rows[0]?.others ?? 0)
}

/** A processor that ends leaves its share to the others. */
export async function leaveProcessors(db: Db, owner: string): Promise<void> {
  await db.query('delete from processors where id = $1', [owner])
}

/** Moves shards forward; resolves with the shards moved. One that is missing belongs to someone else now. */
export async function advance(
  db: Db,
  owner: string,
  leases: readonly ShardLease[],
): Promise<number[]> {
  const { rows } = await db.query<{ shard: number }>({
    name: 'advance-shards',
    text: `update shards s set xid = n.xid, event_id = n.id
     from unnest($2::smallint[], $3::bigint[], $4::xid8[], $5::text[]) as n (shard, fence, xid, id)
     where s.shard = n.shard and s.owner = $1 and s.fence = n.fence
     returning s.shard`,
    values: [
      owner,
      leases.map((lease) => lease.shard),
      leases.map((lease) => lease.fence),
      leases.map((lease) => lease.xid),
      leases.map((lease) => lease.id),
    ],
  })
  return rows.map(({ shard }) => shard)
}
