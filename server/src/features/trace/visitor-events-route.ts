import { routes } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { mount, type App } from '../../http/mount.ts'
import { Problem } from '../../kernel/problem.ts'
import { afterEventsOf, reachedBy, visitorEvents } from '../events/events.ts'
import { everyIdOf, findVisitor } from '../visitors/visitors.ts'
import { eventShapes } from './event-shapes.ts'

/** Two collectors may give ids in another order than that in which their events are applied. */
const slackMs = 60_000

/** What happened to a visitor, from its last event backwards. */
export function mountVisitorEvents(app: App, db: Db): void {
  mount(app, routes.listVisitorEvents, async ({ params, query, caller: { organizationId } }) => {
    const key = { streamId: params.stream_id, visitorId: params.visitor_id }
    const visitor = await findVisitor(db, organizationId, key)
    if (!visitor) throw new Problem('not-found', `There is no visitor ${key.visitorId} in this stream.`) // prettier-ignore
    const newest = afterEventsOf(new Date(visitor.state.lastEventAt + slackMs))
    const visitorIds = await everyIdOf(db, organizationId, key)
    const search = { streamId: key.streamId, visitorIds, before: query.cursor ?? newest, limit: query.limit } // prettier-ignore
    const found = await visitorEvents(db, organizationId, search)
    return {
      items: found.rows.map(await eventShapes(db, organizationId, found.rows)),
      next: found.last,
      looked_back_to: reachedBy(found)?.toISOString() ?? null,
    }
  })
}
