import type { Db } from '../../db/transaction.ts'
import { beginningOfId, timeOfId } from '../../kernel/id.ts'
import { columns, type EventRow } from './event-store.ts'

export interface VisitorEventSearch {
  readonly streamId: string
  /** Every id that the visitor is known by. */
  readonly visitorIds: readonly string[]
  /** Only events before this one. */
  readonly before: string
  readonly limit: number
  /** Events of the stream that are looked at. */
  readonly mostLooked?: number
}

export interface VisitorEvents {
  readonly rows: readonly EventRow[]
  /** The last event that was looked at; null when the log begins behind it. */
  readonly last: string | null
}

/** The log has no index by visitor: one look reads so many events of the stream, about a tenth of a second. */
const looked = 200_000

/**
 * The newest events of a visitor before one of its stream: as many as are wanted, or as there are
 * among the events that one look reads.
 */
export async function visitorEvents(
  db: Db,
  organizationId: string,
  { streamId, visitorIds, before, limit, mostLooked = looked }: VisitorEventSearch,
): Promise<VisitorEvents> {
  const { rows } = await db.query<EventRow>(
    `select ${columns}
     from (select * from events where stream_id = $2 and id < $4 order by id desc limit $5) e
     join streams s on s.id = e.stream_id
     where s.organization_id = $1 and e.visitor_id = any($3::text[])
     order by e.id desc limit $6`,
    [organizationId, streamId, visitorIds, before, mostLooked, limit],
  )
  if (rows.length === limit) return { rows, last: rows.at(-1)?.id ?? null }
  const { rows: end } = await db.query<{ id: string }>(
    'select id from events where stream_id = $1 and id < $2 order by id desc offset $3 limit 1',
    [streamId, before, mostLooked - 1],
  )
  return { rows, last: end[0]?.id ?? null }
}

/** Comes after the id of every event up to a time. */
export const afterEventsOf = (time: Date): string =>
  beginningOfId('event', new Date(time.getTime() + 1))

/** How far back a look reached. */
export const reachedBy = ({ last }: VisitorEvents): Date | null =>
  last === null ? null : timeOfId(last)
