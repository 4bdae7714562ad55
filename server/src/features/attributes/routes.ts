import { routes } from '@outcrop/contract'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { attributeRow, changeAttribute, createAttribute, removeAttribute, type AttributeEditing } from './edit.ts' // prettier-ignore
import { attributeOf } from './shapes.ts'
import { listAttributes } from './store.ts'

export function attributeRoutes(app: App, editing: AttributeEditing): void {
  const { pool } = editing
  mount(app, routes.listAttributes, async ({ query, caller }) => {
    const page = { ...query, limit: query.limit + 1, streamId: query.stream_id }
    return pageOf(query.limit, await listAttributes(pool, caller.organizationId, page), attributeOf)
  })
  mount(app, routes.getAttribute, async ({ params, caller }) =>
    attributeOf(await attributeRow(pool, caller.organizationId, params.id)),
  )
  mount(app, routes.createAttribute, async ({ body, caller }) =>
    attributeOf(await createAttribute(editing, caller.organizationId, body)),
  )
  mount(app, routes.updateAttribute, async ({ params, body, caller }) =>
    attributeOf(await changeAttribute(editing, caller.organizationId, params.id, body)),
  )
  mount(app, routes.deleteAttribute, async ({ params, caller }) => {
    await removeAttribute(editing, caller.organizationId, params.id)
    return null
  })
}
