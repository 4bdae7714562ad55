import type { Db } from '../../db/db.ts'
import type { DelayMoment, NewDelay } from './new-delay.ts'

/** A start whose time has come. */
export interface DueDelay extends NewDelay {
  readonly automationName: string
}

interface DueRow {
  readonly id: string
  readonly organization_id: string
  readonly automation_id: string
  readonly automation_name: string
  readonly stream_id: string
  readonly shard: number
  readonly visitor_id: string | null
  readonly feed_id: string | null
  readonly audience_id: string | null
  readonly moment: DelayMoment
  readonly event_id: string
  readonly event_at: Date
  readonly depth: number
  readonly causes: string[]
  readonly due_at: Date
}

/** Of one visitor only the last: a moment that comes again moves the start that waits already. */
function lastOfEach(delays: readonly NewDelay[]): NewDelay[] {
  const kept = new Map<string, NewDelay>()
  for (const one of delays) {
    const { id, automationId, streamId, visitorId, moment } = one
    kept.set(moment === null ? id : `${automationId} ${streamId} ${visitorId}`, one)
  }
  return [...kept.values()]
}

/** Lets starts wait. The transaction must hold the lock of their visitors, or of their shards. */
export async function insertDelays(db: Db, given: readonly NewDelay[], now: Date): Promise<void> {
  if (given.length === 0) return
  const delays = lastOfEach(given)
  await db.query({
    name: 'insert-delays',
    text: `insert into delays as d (id, organization_id, automation_id, stream_id, shard, visitor_id, feed_id, audience_id, moment,
       event_id, event_at, depth, causes, due_at, created_at)
     select id, organization_id, automation_id, stream_id, shard, visitor_id, feed_id, audience_id, moment,
       event_id, event_at, depth, string_to_array(causes, ' '), due_at, $15
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::timestamptz[], $12::smallint[], $13::text[], $14::timestamptz[])
       as n (id, organization_id, automation_id, stream_id, shard, visitor_id, feed_id, audience_id, moment,
         event_id, event_at, depth, causes, due_at)
     on conflict (automation_id, stream_id, visitor_id) where state = 'waiting' and moment is not null
     do update set feed_id = excluded.feed_id, audience_id = excluded.audience_id, moment = excluded.moment,
       event_id = excluded.event_id, event_at = excluded.event_at, depth = excluded.depth, causes = excluded.causes,
       due_at = excluded.due_at, created_at = excluded.created_at`,
    values: [
      delays.map((one) => one.id),
      delays.map((one) => one.organizationId),
      delays.map((one) => one.automationId),
      delays.map((one) => one.streamId),
      delays.map((one) => one.shard),
      delays.map((one) => one.visitorId),
      delays.map((one) => one.feedId),
      delays.map((one) => one.audienceId),
      delays.map((one) => one.moment),
      delays.map((one) => one.eventId),
      delays.map((one) => one.eventAt.toISOString()),
      delays.map((one) => one.depth),
      delays.map((one) => one.causes.join(' ')),
      delays.map((one) => one.dueAt.toISOString()),
      now.toISOString(),
    ],
  })
}

export interface DueKey {
  readonly id: string
  readonly streamId: string
  readonly visitorId: string | null
}

/** Starts of these shards and streams whose time has come by `until`: to be locked after their visitors. */
export async function dueDelays(
  db: Db,
  shards: readonly number[],
  streamIds: readonly string[],
  until: Date,
  limit: number,
): Promise<DueKey[]> {
  const { rows } = await db.query<Pick<DueRow, 'id' | 'stream_id' | 'visitor_id'>>({
    name: 'due-delays',
    text: `select id, stream_id, visitor_id from delays
     where state = 'waiting' and shard = any($1::smallint[]) and due_at <= $2
       and stream_id = any($4::text[]) order by due_at limit $3`,
    values: [shards, until.toISOString(), limit, streamIds],
  })
  return rows.map(({ id, stream_id, visitor_id }) => ({ id, streamId: stream_id, visitorId: visitor_id })) // prettier-ignore
}

/** Those of these that still wait and are due still, locked, in the order in which they are due. */
export async function lockDelays(db: Db, ids: readonly string[], until: Date): Promise<DueDelay[]> {
  const { rows } = await db.query<DueRow>({
    name: 'lock-delays',
    text: `select d.*, a.name as automation_name from delays d join automations a on a.id = d.automation_id
     where d.id = any($1::text[]) and d.state = 'waiting' and d.due_at <= $2 order by d.due_at, d.id for update of d`,
    values: [ids, until.toISOString()],
  })
  return rows.map((row) => ({
    id: row.id,
    organizationId: row.organization_id,
    automationId: row.automation_id,
    automationName: row.automation_name,
    streamId: row.stream_id,
    shard: row.shard,
    visitorId: row.visitor_id,
    feedId: row.feed_id,
    audienceId: row.audience_id,
    moment: row.moment,
    eventId: row.event_id,
    eventAt: row.event_at,
    depth: row.depth,
    causes: row.causes,
    dueAt: row.due_at,
  }))
}

export interface EndedDelay {
  readonly id: string
  /** The run that it became; null when it became none. */
  readonly runId: string | null
  readonly reason: string | null
}

/** Keeps what became of starts whose time has come, for as long as events are kept. */
export async function endDelays(db: Db, ended: readonly EndedDelay[], now: Date): Promise<void> {
  if (ended.length === 0) return
  await db.query(
    `with ended as (
       update delays d set state = case when n.run_id is null then 'dropped' else 'started' end,
         run_id = n.run_id, reason = n.reason, ended_at = $4
       from unnest($1::text[], $2::text[], $3::text[]) as n (id, run_id, reason) where d.id = n.id
     )
     select pg_notify('trace', '')`,
    [
      ended.map(({ id }) => id),
      ended.map(({ runId }) => runId),
      ended.map(({ reason }) => reason),
      now.toISOString(),
    ],
  )
}

/** Lets starts wait until later. */
export async function putOffDelays(db: Db, ids: readonly string[], until: Date): Promise<void> {
  if (ids.length === 0) return
  await db.query(`update delays set due_at = $2 where id = any($1::text[]) and state = 'waiting'`, [
    ids,
    until.toISOString(),
  ])
}
