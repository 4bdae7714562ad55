import type { Db } from '../../db/transaction.ts'
import type { NewEvent } from './new-event.ts'

const columns =
  'id, shard, organization_id, stream_id, received_at, name, visitor_id, trace_id, run_id, depth, causes, payload'

// The payloads travel as one JSON array: nothing is escaped twice, and PostgreSQL validates them once.
const given = `rows from (
  unnest($1::text[], $2::smallint[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[],
         $9::text[], $10::smallint[], $11::text[]),
  json_array_elements($12::json)
) as e (id, shard, organization_id, stream_id, received_at, name, visitor_id, trace_id, run_id, depth, causes, payload)`

const selected = `e.id, e.shard, e.organization_id, e.stream_id, e.received_at, e.name, e.visitor_id, e.trace_id,
  e.run_id, e.depth, string_to_array(e.causes, ' '), e.payload`

function valuesOf(events: readonly NewEvent[]): unknown[] {
  return [
    events.map((event) => event.id),
    events.map((event) => event.shard),
    events.map((event) => event.organizationId),
    events.map((event) => event.streamId),
    events.map((event) => event.receivedAt.toISOString()),
    events.map((event) => event.name),
    events.map((event) => event.visitorId),
    events.map((event) => event.traceId),
    events.map((event) => event.cause?.runId ?? null),
    events.map((event) => event.cause?.depth ?? 0),
    events.map((event) => event.cause?.causes.join(' ') ?? null),
    `[${events.map((event) => event.payload).join(',')}]`,
  ]
}

/** Appends events to the log and wakes the processors when the transaction commits. */
export async function appendEvents(db: Db, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  await db.query({
    name: 'append-events',
    text: `with stored as (insert into events (${columns}) select ${selected} from ${given})
     select pg_notify('events', '')`,
    values: valuesOf(events),
  })
}

/** Events of one request that its sender may repeat under the same key. */
export interface KeyedEvents {
  readonly streamId: string
  readonly key: string
  readonly events: readonly NewEvent[]
}

/**
 * Appends the events of requests whose key is new; resolves with the keys that were new. Keys and
 * events commit together, so a repeated request stores nothing, however the first one ended.
 */
export async function appendOnce(db: Db, requests: readonly KeyedEvents[]): Promise<Set<string>> {
  const rows = requests.flatMap((request) => request.events.map((event) => ({ request, event })))
  const { rows: answer } = await db.query<{ fresh: string[] | null }>({
    name: 'append-events-once',
    text: `with fresh as (
       insert into intake_keys (stream_id, key)
       -- In one order everywhere: two processes that get the same keys must not wait for each other.
       select * from unnest($13::text[], $14::text[]) order by 1, 2 on conflict do nothing
       returning stream_id || ' ' || key as key
     ), stored as (
       insert into events (${columns}) select ${selected}
       from ${given} join unnest($15::text[], $16::text[]) as k (id, key) using (id)
       where k.key in (select key from fresh)
     )
     select pg_notify('events', ''), (select array_agg(key) from fresh) as fresh`,
    values: [
      ...valuesOf(rows.map(({ event }) => event)),
      requests.map((request) => request.streamId),
      requests.map((request) => request.key),
      rows.map(({ event }) => event.id),
      rows.map(({ request }) => `${request.streamId} ${request.key}`),
    ],
  })
  return new Set(answer[0]?.fresh ?? [])
}

/** How far a shard of the log is processed. */
export interface Position {
  readonly xid: string
  readonly id: string
}

interface Logged<Payload> {
  readonly id: string
  readonly xid: string
  readonly shard: number
  readonly organization_id: string
  readonly stream_id: string
  readonly received_at: Date
  readonly name: string | null
  readonly visitor_id: string | null
  readonly trace_id: string | null
  readonly payload: Payload
  readonly run_id: string | null
  readonly depth: number
  readonly causes: string[] | null
}

export type LoggedEvent = Logged<Record<string, unknown>>

/**
 * An event with its payload as text. A batch holds hundreds of them for a while: opened one at a
 * time, the many small objects that a payload is made of are gone before the garbage collector has
 * to move them.
 */
export type PackedEvent = Logged<string>

export const openedEvent = (event: PackedEvent): LoggedEvent => ({
  ...event,
  payload: payloadIn(event.payload),
})

// eslint-disable-next-line @typescript-eslint/no-unsafe-return -- only objects are accepted as payloads
const payloadIn = (text: string): Record<string, unknown> => JSON.parse(text)

/**
 * The next events of the log, oldest first: those behind their shard's own position, for the shards
 * that have one (`positions[shard]`, undefined for a shard of someone else). Rows of transactions
 * that might still be overtaken by an older one that commits later are left for the next read.
 */
export async function readLog(
  db: Db,
  positions: readonly (Position | undefined)[],
  limit: number,
): Promise<PackedEvent[]> {
  const owned = positions.filter((position) => position !== undefined)
  const start = owned.reduce((low, position) => (isBefore(position, low) ? position : low))
  const { rows } = await db.query<PackedEvent>({
    name: 'read-log',
    text: `select id, xid::text, shard, organization_id, stream_id, received_at, name, visitor_id, trace_id, payload::text,
            run_id, depth, causes
     from read_event_log($1::xid8, $2, $3::xid8[], $4::text[], $5)`,
    values: [
      start.xid,
      start.id,
      positions.map((position) => position?.xid ?? null),
      positions.map((position) => position?.id ?? null),
      limit,
    ],
  })
  return rows
}

/** Whether `a` comes before `b` in the log. */
export function isBefore(a: Position, b: Position): boolean {
  const [left, right] = [BigInt(a.xid), BigInt(b.xid)]
  return left === right ? a.id < b.id : left < right
}
