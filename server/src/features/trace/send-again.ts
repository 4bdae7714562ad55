import type { Pool } from '../../db/pool.ts'
import { transaction } from '../../db/transaction.ts'
import { Problem } from '../../kernel/problem.ts'
import {
  appendEvents,
  findEvents,
  newEvent,
  type EventRow,
  type NewEvent,
} from '../events/events.ts'
import { eventIdsOfTrace, insertTrace, maxTraceEvents, type TraceRow } from './store.ts'

/** How long a trace takes events, in milliseconds. */
export const traceLifeMs = 86_400_000

/**
 * Sends the events of a trace once more, in their order, as new ones in a trace of their own; answers
 * are left out, because they come anew. Resolves with the id of that trace and how many events it has.
 */
export async function sendAgain(
  pool: Pool,
  organizationId: string,
  trace: TraceRow,
  now: Date,
): Promise<{ id: string; events: number }> {
  const ids = await eventIdsOfTrace(pool, organizationId, trace.id, maxTraceEvents)
  const rows = await findEvents(pool, organizationId, ids)
  const sent = rows.filter((row) => row.run_id === null).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (sent.length === 0) {
    throw new Problem('state-conflict', `The trace ${trace.id} has no event to send again: none was collected, or none is kept any more.`) // prettier-ignore
  }
  return transaction(pool, async (db) => {
    const until = new Date(now.getTime() + traceLifeMs)
    const id = await insertTrace(db, organizationId, trace.stream_id, now, until)
    await appendEvents(db, sent.map((row) => copyOf(row, organizationId, id))) // prettier-ignore
    return { id, events: sent.length }
  })
}

function copyOf(row: EventRow, organizationId: string, traceId: string): NewEvent {
  const payload = Object.entries(row.payload).filter(([key]) => key !== 'cp.trace_id')
  return newEvent({
    organizationId,
    streamId: row.stream_id,
    name: row.name,
    visitorId: row.visitor_id,
    traceId,
    payload: JSON.stringify({ ...Object.fromEntries(payload), tealium_trace_id: traceId }),
    cause: null,
  })
}
