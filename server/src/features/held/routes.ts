import { routes, type Held } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import { findEvents, insertLateNotes } from '../events/events.ts'
import { eventShapes } from '../trace/trace.ts'
import { everyIdOf } from '../visitors/visitors.ts'
import { dropNow, retryNow } from './act-store.ts'
import { listHeld, type HeldRow } from './list-store.ts'
import { heldOf } from './shapes.ts'

export function heldRoutes(app: App, pool: Pool, now: Clock): void {
  mount(app, routes.listHeld, async ({ query, caller: { organizationId } }) => {
    const { limit, cursor, kind, stream_id: streamId, visitor_id: visitorId } = query
    const visitorIds = visitorId === undefined ? undefined : await everyIdOf(pool, organizationId, { streamId, visitorId }) // prettier-ignore
    const rows = await listHeld(pool, organizationId, { kind, streamId, visitorIds, cursor, limit: limit + 1 }) // prettier-ignore
    return pageOf(limit, rows, await shapesOf(pool, organizationId, rows))
  })
  mount(app, routes.retryHeld, async ({ params: { id }, caller: { organizationId } }) => {
    const row = await heldOrProblem(pool, organizationId, id)
    const at = now()
    await retryNow(pool, organizationId, row, at)
    return (await shapesOf(pool, organizationId, [row]))({ ...row, next_try_at: at })
  })
  mount(app, routes.dropHeld, async ({ params: { id }, caller: { organizationId, actor } }) => {
    const row = await heldOrProblem(pool, organizationId, id)
    await transaction(pool, async (db) => {
      if (!(await dropNow(db, organizationId, row))) throw notHeld(id)
      await insertLateNotes(db, [{ streamId: row.stream_id, eventId: row.event_id, eventAt: row.event_at, at: now(), lines: [dropped(row, actor.name)] }]) // prettier-ignore
    })
    return null
  })
}

const notHeld = (id: string) =>
  new Problem('not-found', `${id} is not held, or not any more.`, { remedy: 'List what is held again: it may have been done meanwhile.' }) // prettier-ignore

async function heldOrProblem(db: Db, organizationId: string, id: string): Promise<HeldRow> {
  const [row] = await listHeld(db, organizationId, { id, limit: 1 })
  if (!row) throw notHeld(id)
  return row
}

async function shapesOf(
  db: Db,
  organizationId: string,
  rows: readonly HeldRow[],
): Promise<(row: HeldRow) => Held> {
  const events = await findEvents(db, organizationId, [...new Set(rows.map(({ event_id }) => event_id))]) // prettier-ignore
  const eventOf = await eventShapes(db, organizationId, events)
  const shapes = new Map(events.map((event) => [event.id, eventOf(event)]))
  return (row) => heldOf(row, shapes.get(row.event_id))
}

/** What the trace of the event says of it. */
const dropped = ({ kind, other_id, reason }: HeldRow, by: string) =>
  kind === 'stitch'
    ? { group: 'visitor', text: 'Stitch Dropped', detail: { by, id: other_id, reason } }
    : { group: 'visitor', text: 'Held Event Dropped', detail: { by, reason, next: 'It is not applied to its visitor, and starts nothing.' } } // prettier-ignore
