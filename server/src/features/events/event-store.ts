import type { Db } from '../../db/transaction.ts'
import { timeOfId } from '../../kernel/id.ts'

export interface EventRow {
  readonly id: string
  readonly stream_id: string
  readonly account: string
  readonly profile: string
  readonly received_at: Date
  readonly name: string | null
  readonly visitor_id: string | null
  readonly trace_id: string | null
  readonly payload: Record<string, unknown>
  readonly run_id: string | null
  readonly depth: number
}

export interface EventFilter {
  readonly streamId?: string | undefined
  readonly name?: string | undefined
  /** Any of these ids. */
  readonly visitorIds?: readonly string[] | undefined
  readonly traceId?: string | undefined
  readonly runId?: string | undefined
  readonly receivedAfter?: string | undefined
  readonly receivedBefore?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export const columns = `e.id, e.stream_id, s.account, s.profile, e.received_at, e.name, e.visitor_id, e.trace_id,
    e.payload, e.run_id, e.depth`

/**
 * One page of an organization's events, newest first. Each stream is read backwards from its newest
 * event, and no further than a page; asked for all streams at once, PostgreSQL sorts every event.
 */
export async function listEvents(
  db: Db,
  organizationId: string,
  filter: EventFilter,
): Promise<EventRow[]> {
  const cursor = filter.cursor ?? null
  const { rows } = await db.query<EventRow>(
    `select ${columns}
     from streams s cross join lateral (
       select * from events
       where stream_id = s.id
         and ($3::text is null or name = $3)
         and ($4::text[] is null or visitor_id = any($4))
         and ($5::text is null or trace_id = $5)
         and ($6::text is null or run_id = $6)
         and ($7::timestamptz is null or received_at > $7)
         and ($8::timestamptz is null or received_at < $8)
         and ($9::text is null or id < $9)
       order by id desc
       limit $10
     ) e
     where s.organization_id = $1 and ($2::text is null or s.id = $2)
     order by e.id desc
     limit $10`,
    [
      organizationId,
      filter.streamId ?? null,
      filter.name ?? null,
      filter.visitorIds ?? null,
      filter.traceId ?? null,
      filter.runId ?? null,
      filter.receivedAfter ?? null,
      filter.receivedBefore ?? null,
      cursor,
      filter.limit,
    ],
  )
  return rows
}

/** One event. */
export async function findEvent(
  db: Db,
  organizationId: string,
  id: string,
): Promise<EventRow | undefined> {
  return (await findEvents(db, organizationId, [id]))[0]
}

/** Events by their ids, in no order; those that are not kept are absent. An id tells its partition. */
export async function findEvents(
  db: Db,
  organizationId: string,
  ids: readonly string[],
): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(
    `select ${columns}
     from unnest($2::text[], $3::timestamptz[]) as wanted (id, received_at)
     cross join streams s
     cross join lateral (
       select * from events where stream_id = s.id and id = wanted.id and received_at = wanted.received_at limit 1
     ) e
     where s.organization_id = $1`,
    [organizationId, ids, ids.map((id) => timeOfId(id).toISOString())],
  )
  return rows
}
