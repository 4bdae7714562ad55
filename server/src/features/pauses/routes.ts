import { routes } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import { mount, type App } from '../../http/mount.ts'
import { Problem } from '../../kernel/problem.ts'
import { pausedTargetOf } from './shapes.ts'
import { listPauses } from './store.ts'

export interface PauseRouteOptions {
  readonly pool: Pool
  /** False when nothing of the organization is paused under this id. */
  readonly resume: (organizationId: string, id: string) => Promise<boolean>
}

export function pauseRoutes(app: App, { pool, resume }: PauseRouteOptions): void {
  mount(app, routes.listPausedTargets, async ({ query, caller }) => {
    const rows = await listPauses(pool, caller.organizationId, query.provider_id)
    return { items: rows.map(pausedTargetOf) }
  })
  mount(app, routes.resumePausedTarget, async ({ params, caller }) => {
    if (await resume(caller.organizationId, params.id)) return null
    throw new Problem('not-found', `Nothing is paused under ${params.id}. It may go on already.`)
  })
}
