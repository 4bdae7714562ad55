import { routes } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import { everyIdOf } from '../visitors/visitors.ts'
import { cancelDelay } from './cancel-store.ts'
import { findDelay, listDelays } from './list-store.ts'
import { delayOf } from './shapes.ts'

export function delayRoutes(app: App, db: Db, now: Clock): void {
  const delayOrProblem = async (organizationId: string, id: string) => {
    const row = await findDelay(db, organizationId, id)
    if (!row) throw new Problem('not-found', `There is no delayed start ${id}.`)
    return delayOf(row)
  }
  mount(app, routes.listDelays, async ({ query, caller: { organizationId } }) => {
    const { visitor_id: visitorId, stream_id: streamId, ...filter } = query
    const visitorIds = visitorId === undefined ? undefined : await everyIdOf(db, organizationId, { streamId, visitorId }) // prettier-ignore
    const page = { ...filter, stream_id: streamId, visitorIds, limit: query.limit + 1 }
    return pageOf(query.limit, await listDelays(db, organizationId, page), delayOf)
  })
  mount(app, routes.cancelDelay, async ({ params: { id }, caller: { organizationId, actor } }) => {
    const isCancelled = await cancelDelay(db, organizationId, id, `Cancelled by ${actor.name}.`, now()) // prettier-ignore
    const delay = await delayOrProblem(organizationId, id)
    if (!isCancelled) throw new Problem('state-conflict', `The start does not wait any more (${delay.state}).`) // prettier-ignore
    return delay
  })
}
