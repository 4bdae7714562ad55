import type { TraceLine } from '@outcrop/contract'
import { randomBytes } from 'node:crypto'
import type { Db } from '../../db/transaction.ts'

export interface NoteRow {
  readonly event_id: string
  readonly at: Date
  readonly lines: readonly Pick<TraceLine, 'group' | 'text' | 'detail'>[]
}

export async function notesOfEvents(db: Db, eventIds: readonly string[]): Promise<NoteRow[]> {
  const { rows } = await db.query<NoteRow>(
    'select * from event_notes where event_id = any($1::text[]) order by at',
    [eventIds],
  )
  return rows
}

/** Ids of the events of a trace, oldest first. */
export async function eventIdsOfTrace(
  db: Db,
  organizationId: string,
  traceId: string,
  most: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select e.id from events e where e.trace_id = $2 and e.organization_id = $1 order by e.id limit $3`,
    [organizationId, traceId, most],
  )
  return rows.map(({ id }) => id)
}

/** Ids of the events that these runs delivered. */
export async function eventIdsOfRuns(
  db: Db,
  organizationId: string,
  runIds: readonly string[],
): Promise<string[]> {
  if (runIds.length === 0) return []
  const { rows } = await db.query<{ id: string }>(
    `select e.id from events e where e.run_id = any($2::text[]) and e.organization_id = $1 order by e.id`,
    [organizationId, runIds],
  )
  return rows.map(({ id }) => id)
}

export interface TraceRow {
  readonly id: string
  readonly stream_id: string
  readonly started_at: Date
  readonly expires_at: Date
  readonly ended_at: Date | null
  readonly events: number
}

const select = `select t.id, t.stream_id, t.started_at, t.expires_at, t.ended_at, t.events from traces t`

/** Events that may join one trace. */
export const maxTraceEvents = 250

/**
 * Counts events that were applied towards their traces, and ends a trace that is full, so that
 * nothing more joins it.
 */
export async function countTraced(db: Db, traceIds: readonly string[], at: Date): Promise<void> {
  if (traceIds.length === 0) return
  const { rows } = await db.query<{ id: string }>(
    `with counted as (
       update traces t set events = t.events + n.count
       from (select id, count(*)::int as count from unnest($1::text[]) as one (id) group by id) n
       where t.id = n.id returning t.id, t.events, t.ended_at
     )
     select id from counted where events >= $2 and ended_at is null`,
    [traceIds, maxTraceEvents],
  )
  // A statement of its own, because whenever it runs every process reads its traces again.
  if (rows.length === 0) return
  const full = rows.map(({ id }) => id)
  await db.query('update traces set ended_at = $2 where id = any($1::text[])', [full, at])
}

/** Starts a trace under an id that nobody guesses. */
export async function insertTrace(
  db: Db,
  organizationId: string,
  streamId: string,
  from: Date,
  to: Date,
): Promise<string> {
  const id = randomBytes(5).toString('hex')
  await db.query(
    'insert into traces (id, organization_id, stream_id, started_at, expires_at) values ($1, $2, $3, $4, $5)',
    [id, organizationId, streamId, from, to],
  )
  return id
}

export async function listTraces(
  db: Db,
  organizationId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<TraceRow[]> {
  const { rows } = await db.query<TraceRow>(
    `${select} where t.organization_id = $1
       and ($2::text is null or (t.started_at, t.id) < (select started_at, id from traces where id = $2))
     order by t.started_at desc, t.id desc limit $3`,
    [organizationId, cursor ?? null, limit],
  )
  return rows
}

export async function findTrace(
  db: Db,
  organizationId: string,
  id: string,
): Promise<TraceRow | undefined> {
  const { rows } = await db.query<TraceRow>(
    `${select} where t.organization_id = $1 and t.id = $2`,
    [organizationId, id],
  )
  return rows[0]
}

export async function endTrace(
  db: Db,
  organizationId: string,
  id: string,
  at: Date,
): Promise<void> {
  await db.query(
    'update traces set ended_at = $3 where organization_id = $1 and id = $2 and ended_at is null',
    [organizationId, id, at],
  )
}
