import { routes } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { everyIdOf } from '../visitors/visitors.ts'
import { listDelays } from './list-store.ts'
import { delayOf } from './shapes.ts'

export function delayRoutes(app: App, db: Db): void {
  mount(app, routes.listDelays, async ({ query, caller: { organizationId } }) => {
    const { visitor_id: visitorId, stream_id: streamId, ...filter } = query
    const visitorIds = visitorId === undefined ? undefined : await everyIdOf(db, organizationId, { streamId, visitorId }) // prettier-ignore
    const page = { ...filter, stream_id: streamId, visitorIds, limit: query.limit + 1 }
    return pageOf(query.limit, await listDelays(db, organizationId, page), delayOf)
  })
}
