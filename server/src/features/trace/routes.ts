import { routes, type Trace, type TraceLine } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import type { Db } from '../../db/transaction.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { findEvent } from '../events/events.ts'
import { findStream } from '../streams/streams.ts'
import { eventPage } from './event-page.ts'
import { eventShapes } from './event-shapes.ts'
import {
  endTrace,
  eventIdsOfTrace,
  findTrace,
  insertTrace,
  listTraces,
  maxTraceEvents,
  type TraceRow,
} from './store.ts'
import { sendAgain, traceLifeMs } from './send-again.ts'
import { traceLines, traceOfEvent } from './stories.ts'
import { mountVisitorEvents } from './visitor-events-route.ts'

export function traceRoutes(app: App, { db, now }: { db: Pool; now: () => Date }): void {
  mountEvents(app, db)
  mountVisitorEvents(app, db)
  mount(app, routes.startTrace, async ({ body, caller }) => {
    if (!(await findStream(db, caller.organizationId, body.stream_id))) {
      throw new Problem('not-found', `There is no stream ${body.stream_id}.`)
    }
    const from = now()
    const id = await insertTrace(
      db,
      caller.organizationId,
      body.stream_id,
      from,
      new Date(from.getTime() + traceLifeMs),
    )
    return traceOf(await traceOrProblem(db, caller.organizationId, id))
  })
  mount(app, routes.listTraces, async ({ query, caller }) =>
    pageOf(
      query.limit,
      await listTraces(db, caller.organizationId, { ...query, limit: query.limit + 1 }),
      traceOf,
    ),
  )
  mount(app, routes.getTrace, async ({ params, caller }) => {
    const row = await traceOrProblem(db, caller.organizationId, params.id)
    return { ...traceOf(row), lines: await linesOfTrace(db, caller.organizationId, row) }
  })
  mount(app, routes.sendTraceAgain, async ({ params, caller: { organizationId } }) => {
    const row = await traceOrProblem(db, organizationId, params.id)
    const { id } = await sendAgain(db, organizationId, row, now())
    return traceOf(await traceOrProblem(db, organizationId, id))
  })
  mount(app, routes.endTrace, async ({ params, caller }) => {
    await traceOrProblem(db, caller.organizationId, params.id)
    await endTrace(db, caller.organizationId, params.id, now())
    return null
  })
}

function mountEvents(app: App, db: Db): void {
  mount(app, routes.listEvents, ({ query, caller }) => eventPage(db, caller.organizationId, query))
  mount(app, routes.getEvent, async ({ params, caller }) => {
    const row = await findEvent(db, caller.organizationId, params.id)
    if (!row)
      throw new Problem(
        'not-found',
        `There is no event ${params.id}. It may be older than the retention time.`,
      )
    return (await eventShapes(db, caller.organizationId, [row]))(row)
  })
  mount(app, routes.traceEvent, async ({ params, caller }) => {
    const trace = await traceOfEvent(db, caller.organizationId, params.id)
    if (!trace)
      throw new Problem(
        'not-found',
        `There is no event ${params.id}. It may be older than the retention time.`,
      )
    return trace
  })
}

/** The lines of a started trace, oldest first. */
export async function linesOfTrace(
  db: Db,
  organizationId: string,
  { id, started_at, ended_at, events }: TraceRow,
): Promise<TraceLine[]> {
  const of = await eventIdsOfTrace(db, organizationId, id, maxTraceEvents)
  const lines = await traceLines(db, organizationId, of)
  const isFull = ended_at !== null && events >= maxTraceEvents
  return [
    { at: started_at.toISOString(), group: 'trace', text: 'Trace Started' },
    ...lines,
    ...(isFull ? [{ at: ended_at.toISOString(), group: 'trace', text: 'Trace Has Stopped Due to Max Events' } as const] : []), // prettier-ignore
  ]
}

export async function traceOrProblem(
  db: Db,
  organizationId: string,
  id: string,
): Promise<TraceRow> {
  const row = await findTrace(db, organizationId, id)
  if (!row) throw new Problem('not-found', `There is no trace ${id}.`)
  return row
}

const traceOf = (row: TraceRow): Trace => ({
  id: row.id,
  stream_id: row.stream_id,
  started_at: row.started_at.toISOString(),
  expires_at: row.expires_at.toISOString(),
  ended_at: row.ended_at?.toISOString() ?? null,
  events: row.events,
})
