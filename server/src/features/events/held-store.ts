import type { Db } from '../../db/transaction.ts'
import type { PackedEvent } from './log-store.ts'
import { insertNotes } from './note-store.ts'

/** An event that could not be applied. */
export interface HeldKey {
  readonly eventId: string
  readonly streamId: string
  readonly eventAt: Date
  /** How often it was tried. */
  readonly failures: number
}

/** Keeps an event for later, and says so in its trace. */
export async function holdEvent(
  db: Db,
  event: PackedEvent,
  reason: string,
  at: Date,
): Promise<void> {
  await db.query(
    `insert into held_events (event_id, organization_id, stream_id, shard, visitor_id, event_at, reason, held_at, not_before)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8::timestamptz + interval '1 s')`,
    [event.id, event.organization_id, event.stream_id, event.shard, event.visitor_id, event.received_at.toISOString(), reason, at.toISOString()],
  ) // prettier-ignore
  if (event.trace_id === null) return
  const line = { group: 'visitor', text: 'Event Not Applied Yet', detail: { reason, next: 'It is kept and tried again. Look for this event in the log of the server.' } } // prettier-ignore
  await insertNotes(db, [{ eventId: event.id, at, lines: [line] }])
}

interface HeldRow {
  readonly event_id: string
  readonly stream_id: string
  readonly event_at: Date
  readonly failures: number
}

/** What is held of a visitor, in order, for one whose time to be tried again has come. */
export async function heldTogether(
  db: Db,
  shards: readonly number[],
  streamIds: readonly string[],
  now: Date,
): Promise<HeldKey[]> {
  const { rows } = await db.query<HeldRow>({
    name: 'held-together',
    text: `with due as (
       select stream_id, visitor_id from held_events
       where shard = any($1::smallint[]) and stream_id = any($2::text[]) and not_before <= $3 order by not_before limit 1
     )
     select h.event_id, h.stream_id, h.event_at, h.failures from due
     join held_events h on h.stream_id = due.stream_id and h.visitor_id is not distinct from due.visitor_id
     order by h.event_id limit 500`,
    values: [shards, streamIds, now.toISOString()],
  })
  return rows.map((row) => ({ eventId: row.event_id, streamId: row.stream_id, eventAt: row.event_at, failures: row.failures })) // prettier-ignore
}

/** Takes an event that is held; undefined when it is not any more, or too old to be kept. It is gone when the transaction commits. */
export async function takeHeld(
  db: Db,
  { eventId, streamId, eventAt }: HeldKey,
): Promise<PackedEvent | undefined> {
  const { rows } = await db.query<PackedEvent>(
    `with taken as (delete from held_events where event_id = $1 returning 1)
     select id, xid::text, shard, organization_id, stream_id, received_at, name, visitor_id, trace_id, payload::text as payload,
       run_id, depth, causes
     from events, taken where stream_id = $2 and id = $1 and received_at = $3`,
    [eventId, streamId, eventAt.toISOString()],
  )
  return rows[0]
}

/** Lets an event that is held wait until later. */
export async function putOffHeld(db: Db, { eventId }: HeldKey, until: Date): Promise<void> {
  await db.query(
    'update held_events set failures = failures + 1, not_before = $2 where event_id = $1',
    [eventId, until.toISOString()],
  )
}

/** What is held of a visitor, by every id that leads to it. */
export async function heldOfVisitor(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
): Promise<{ event_id: string; held_at: Date; reason: string }[]> {
  const { rows } = await db.query<{ event_id: string; held_at: Date; reason: string }>(
    'select event_id, held_at, reason from held_events where stream_id = $1 and visitor_id = any($2::text[]) order by event_id',
    [streamId, visitorIds],
  )
  return rows
}

/** Forgets what is held of a visitor. */
export async function deleteHeld(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
): Promise<void> {
  await db.query('delete from held_events where stream_id = $1 and visitor_id = any($2::text[])', [
    streamId,
    visitorIds,
  ])
}
