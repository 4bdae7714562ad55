import { routes } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { listDelays } from './list-store.ts'
import { delayOf } from './shapes.ts'

export function delayRoutes(app: App, db: Db): void {
  mount(app, routes.listDelays, async ({ query, caller }) => {
    const page = { ...query, limit: query.limit + 1 }
    return pageOf(query.limit, await listDelays(db, caller.organizationId, page), delayOf)
  })
}
