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
  readonly visitorId?: string | undefined
  readonly traceId?: string | undefined
  readonly runId?: string | undefined
  readonly receivedAfter?: string | undefined
  readonly receivedBefore?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

const select = `select e.id, e.stream_id, s.account, s.profile, e.received_at, e.name, e.visitor_id, e.trace_id,
    e.payload, e.run_id, e.depth
  from events e join streams s on s.id = e.stream_id`

/** One page of an organization's events, newest first. */
export async function listEvents(
  db: Db,
  organizationId: string,
  filter: EventFilter,
): Promise<EventRow[]> {
  const cursor = filter.cursor ?? null
  const { rows } = await db.query<EventRow>(
    `${select}
     where e.stream_id = any(array(select id from streams where organization_id = $1 and ($2::text is null or id = $2)))
       and ($3::text is null or e.name = $3)
       and ($4::text is null or e.visitor_id = $4)
       and ($5::text is null or e.trace_id = $5)
       and ($6::text is null or e.run_id = $6)
       and ($7::timestamptz is null or e.received_at > $7)
       and ($8::timestamptz is null or e.received_at < $8)
       and ($9::text is null or e.id < $9)
     order by e.id desc
     limit $10`,
    [
      organizationId,
      filter.streamId ?? null,
      filter.name ?? null,
      filter.visitorId ?? null,
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

/** One event. Its id tells its partition. */
export async function findEvent(
  db: Db,
  organizationId: string,
  id: string,
): Promise<EventRow | undefined> {
  const { rows } = await db.query<EventRow>(
    `${select} where e.id = $1 and e.received_at = $2 and e.organization_id = $3
       and e.stream_id = any(array(select id from streams where organization_id = $3))`,
    [id, timeOfId(id), organizationId],
  )
  return rows[0]
}
