import type { ProblemCode } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import type { Origin } from './origin.ts'
import { stateIn } from './state-in.ts'
import type { StoredVisitor, VisitorKey, VisitorRow } from './visitor-store.ts'

/** An event has given a visitor an id that may belong to another one. */
export interface PendingStitch extends VisitorKey {
  readonly organizationId: string
  readonly value: string
  readonly origin: Origin
  /** It was found among values that were kept before: what is joined or left by it starts nothing. */
  readonly filled?: boolean
}

/** Leaves stitches to be done. */
export async function insertPending(db: Db, pending: readonly PendingStitch[]): Promise<void> {
  if (pending.length === 0) return
  await db.query(
    `insert into pending_stitches (organization_id, stream_id, visitor_id, value, event_id, event_at, depth, causes, filled)
     select organization_id, stream_id, visitor_id, value, event_id, event_at, depth, string_to_array(causes, ' '), filled
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::smallint[], $8::text[], $9::boolean[])
       as p (organization_id, stream_id, visitor_id, value, event_id, event_at, depth, causes, filled)`,
    [
      pending.map((one) => one.organizationId),
      pending.map((one) => one.streamId),
      pending.map((one) => one.visitorId),
      pending.map((one) => one.value),
      pending.map((one) => one.origin.eventId),
      pending.map((one) => new Date(one.origin.eventAt).toISOString()),
      pending.map((one) => one.origin.depth),
      pending.map((one) => one.origin.causes.join(' ')),
      pending.map((one) => one.filled ?? false),
    ],
  )
}

/** A stitch that is being done. */
export interface TakenStitch extends PendingStitch {
  readonly id: string
  /** How often it has failed. */
  readonly failures: number
}

interface PendingRow {
  readonly id: string
  readonly failures: number
  readonly organization_id: string
  readonly stream_id: string
  readonly visitor_id: string
  readonly value: string
  readonly event_id: string
  readonly event_at: Date
  readonly depth: number
  readonly causes: string[]
  readonly filled: boolean
}

/** Takes the oldest stitch of these streams that nobody else is doing and that is not put off. It is gone when the transaction commits. */
export async function lockPending(
  db: Db,
  streamIds: readonly string[],
  now: Date,
): Promise<TakenStitch | undefined> {
  const { rows } = await db.query<PendingRow>(
    `delete from pending_stitches where id = (
       select id from pending_stitches where stream_id = any($1::text[]) and (not_before is null or not_before <= $2)
       order by id limit 1 for update skip locked
     ) returning *`,
    [streamIds, now.toISOString()],
  )
  const [row] = rows
  return (
    row && {
      id: row.id,
      failures: row.failures,
      organizationId: row.organization_id,
      streamId: row.stream_id,
      visitorId: row.visitor_id,
      value: row.value,
      filled: row.filled,
      origin: {
        eventId: row.event_id,
        eventAt: row.event_at.getTime(),
        depth: row.depth,
        causes: row.causes,
      },
    }
  )
}

/** A stitch that has failed, when, and why. */
export interface FailedTry {
  readonly code: ProblemCode
  readonly reason: string
  readonly at: Date
  /** When it is tried again. */
  readonly until: Date
}

/** Keeps a stitch that has failed for later. */
export async function putOffPending(
  db: Db,
  { id }: TakenStitch,
  { code, reason, at, until }: FailedTry,
): Promise<void> {
  await db.query(
    `update pending_stitches set failures = failures + 1, held_at = coalesce(held_at, $2), not_before = $3, code = $4, reason = left($5, 1000)
     where id = $1`,
    [id, at.toISOString(), until.toISOString(), code, reason],
  )
}

/** Makes an id another name of a visitor; false when the id is somebody's by now. */
export async function aliasTo(
  db: Db,
  { streamId, organizationId, visitorId, shard }: StoredVisitor,
  id: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into visitors (stream_id, id, organization_id, shard, state, stitched_into)
     values ($1, $2, $3, $4, '{}', $5) on conflict do nothing`,
    [streamId, id, organizationId, shard, visitorId],
  )
  return rowCount === 1
}

/** Lets the id of a visitor lead to another one. Ids that lead to it go on doing so. */
export async function stitchInto(
  db: Db,
  { streamId, visitorId }: VisitorKey,
  into: string,
): Promise<void> {
  await db.query(
    `update visitors set stitched_into = $3, state = '{}', due_at = null where stream_id = $1 and id = $2`,
    [streamId, visitorId, into],
  )
}

/** Every id that leads to the same visitor as this one, itself first; only itself when nobody is known by it. */
export async function everyIdOf(
  db: Db,
  organizationId: string,
  { streamId, visitorId }: { readonly streamId: string | undefined; readonly visitorId: string },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with recursive up as (
       select stream_id, id, stitched_into from visitors
       where id = $3 and organization_id = $1 and stream_id = any(
         case when $2::text is null then array(select id from streams where organization_id = $1) else array[$2::text] end)
       union all
       select v.stream_id, v.id, v.stitched_into from up join visitors v on v.stream_id = up.stream_id and v.id = up.stitched_into
     ), down as (
       select stream_id, id from up where stitched_into is null
       union all
       select v.stream_id, v.id from down join visitors v on v.stream_id = down.stream_id and v.stitched_into = down.id
     )
     select distinct id from down`,
    [organizationId, streamId ?? null, visitorId],
  )
  return [...new Set([visitorId, ...rows.map(({ id }) => id)])]
}

/** Of visitors of a stream, by their own ids: the other ids that lead to each. */
export async function idsLeadingTo(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
): Promise<(visitorId: string) => readonly string[]> {
  const { rows } = await db.query<{ visitor_id: string; id: string }>(
    `with recursive down as (
       select id as visitor_id, id collate "C" as id from unnest($2::text[]) as w (id)
       union all
       select down.visitor_id, v.id from down join visitors v on v.stream_id = $1 and v.stitched_into = down.id
     )
     select visitor_id, id from down where id <> visitor_id order by id`,
    [streamId, visitorIds],
  )
  return (visitorId) => rows.filter((row) => row.visitor_id === visitorId).map(({ id }) => id)
}

/** Ids that a visitor was given and that nobody has looked for yet. */
export async function stitchesOf(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
): Promise<Pick<PendingRow, 'visitor_id' | 'value' | 'event_id'>[]> {
  const { rows } = await db.query<PendingRow>(
    'select visitor_id, value, event_id from pending_stitches where stream_id = $1 and visitor_id = any($2::text[]) order by id',
    [streamId, visitorIds],
  )
  return rows
}

/** The next visitors of a stream, in the order of their ids. */
export async function visitorsAfter(
  db: Db,
  { streamId, after }: { readonly streamId: string; readonly after: string },
  limit: number,
): Promise<Pick<StoredVisitor, 'visitorId' | 'state'>[]> {
  const { rows } = await db.query<Pick<VisitorRow, 'id' | 'state'>>(
    `select id, state from visitors where stream_id = $1 and id > $2 and stitched_into is null order by id limit $3`,
    [streamId, after, limit],
  )
  return rows.map(({ id, state }) => ({ visitorId: id, state: stateIn(state) }))
}
