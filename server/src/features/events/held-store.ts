import type { ProblemCode } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import type { PackedEvent } from './log-store.ts'
import { insertNotes } from './note-store.ts'

/** An event that could not be applied. */
export interface HeldKey {
  readonly eventId: string
  readonly streamId: string
  readonly visitorId: string | null
  readonly eventAt: Date
  /** How often it was tried. */
  readonly failures: number
}

/** An event that cannot be applied, and why. */
export interface Held extends WhyHeld {
  readonly event: PackedEvent
}

/** The problem for which something waits. */
export interface WhyHeld {
  readonly code: ProblemCode
  readonly reason: string
}

/** Keeps events for later, no sooner than others of their visitor, and says so in their traces. */
export async function holdEvents(db: Db, held: readonly Held[], at: Date): Promise<void> {
  if (held.length === 0) return
  await db.query(
    `insert into held_events (event_id, organization_id, stream_id, shard, visitor_id, event_at, reason, code, held_at, not_before)
     select h.*, $9::timestamptz, greatest($9::timestamptz + interval '1 s',
       (select max(not_before) from held_events o where o.stream_id = h.stream_id and o.visitor_id = h.visitor_id))
     from unnest($1::text[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::timestamptz[], $7::text[], $8::text[])
       as h (event_id, organization_id, stream_id, shard, visitor_id, event_at, reason, code)`,
    [
      held.map(({ event }) => event.id),
      held.map(({ event }) => event.organization_id),
      held.map(({ event }) => event.stream_id),
      held.map(({ event }) => event.shard),
      held.map(({ event }) => event.visitor_id),
      held.map(({ event }) => event.received_at.toISOString()),
      held.map(({ reason }) => shortened(reason)),
      held.map(({ code }) => code),
      at.toISOString(),
    ],
  )
  const traced = held.filter(({ event }) => event.trace_id !== null)
  await insertNotes(db, traced.map((one) => ({ eventId: one.event.id, at, lines: [lineOf(one)] }))) // prettier-ignore
}

/** A reason as it is kept: what PostgreSQL refuses may be as long as an event. */
const shortened = (reason: string): string => reason.slice(0, 1000)

const lineOf = ({ reason }: Held) => ({
  group: 'visitor',
  text: 'Event Not Applied Yet',
  detail: { reason, next: 'It is kept and tried again. Under Held it can be tried at once, or dropped.' }, // prettier-ignore
})

interface HeldRow {
  readonly event_id: string
  readonly stream_id: string
  readonly visitor_id: string | null
  readonly event_at: Date
  readonly failures: number
}

/** Events of one visitor whose time to be tried again has come, in their order. */
export async function dueHeld(
  db: Db,
  shards: readonly number[],
  streamIds: readonly string[],
  now: Date,
): Promise<HeldKey[]> {
  const { rows } = await db.query<HeldRow>({
    name: 'due-held',
    text: `with due as (
       select stream_id, visitor_id from held_events
       where shard = any($1::smallint[]) and stream_id = any($2::text[]) and not_before <= $3 order by not_before limit 1
     )
     select h.event_id, h.stream_id, h.visitor_id, h.event_at, h.failures from due
     join held_events h on h.stream_id = due.stream_id and h.visitor_id is not distinct from due.visitor_id
     where h.not_before <= $3 order by h.event_id limit 100`,
    values: [shards, streamIds, now.toISOString()],
  })
  return rows.map((row) => ({ eventId: row.event_id, streamId: row.stream_id, visitorId: row.visitor_id, eventAt: row.event_at, failures: row.failures })) // prettier-ignore
}

/** Takes an event that is held; undefined when it is not any more. It is gone when the transaction commits. */
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

/** Lets an event that is held wait until later; with it all others of its visitor, where it is the visitor that is at fault. */
export async function putOffHeld(
  db: Db,
  { eventId, streamId, visitorId }: HeldKey,
  { code, reason }: WhyHeld,
  until: Date,
): Promise<void> {
  await db.query(
    `update held_events set failures = failures + 1, not_before = greatest(not_before, $2), code = $3, reason = $4
     where event_id = $1 or ($3 = 'visitor-broken' and stream_id = $5 and visitor_id = $6)`,
    [eventId, until.toISOString(), code, shortened(reason), streamId, visitorId],
  )
}

/** Events that are held, of every organization. */
export async function countHeld(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>('select count(*) as count from held_events')
  return rows[0]?.count ?? 0
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
