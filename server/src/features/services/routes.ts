import { routes } from '@outcrop/contract'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { changeService, createService, removeService, serviceRow, type Editing } from './edit.ts'
import { serviceOf } from './shapes.ts'
import { listServices } from './store.ts'

export interface ServiceRouteOptions extends Editing {
  /** Called after every change that was made here. */
  readonly onChange: () => Promise<void>
}

export function serviceRoutes(app: App, { onChange, ...editing }: ServiceRouteOptions): void {
  mount(app, routes.listServices, async ({ query, caller }) => {
    const page = { ...query, limit: query.limit + 1 }
    const rows = await listServices(editing.db, caller.organizationId, page)
    return pageOf(query.limit, rows, serviceOf)
  })
  mount(app, routes.getService, async ({ params, caller }) =>
    serviceOf(await serviceRow(editing, caller.organizationId, params.id)),
  )
  mount(app, routes.createService, async ({ body, caller }) => {
    const row = await createService(editing, caller.organizationId, body)
    await onChange()
    return serviceOf(row)
  })
  mount(app, routes.updateService, async ({ params, body, caller }) => {
    const row = await changeService(editing, caller.organizationId, params.id, body)
    await onChange()
    return serviceOf(row)
  })
  mount(app, routes.deleteService, async ({ params, caller }) => {
    await removeService(editing, caller.organizationId, params.id)
    await onChange()
    return null
  })
}
