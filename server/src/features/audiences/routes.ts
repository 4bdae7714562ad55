import { routes } from '@outcrop/contract'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { audienceRow, changeAudience, createAudience, removeAudience, type AudienceEditing } from './edit.ts' // prettier-ignore
import { audienceOf } from './shapes.ts'
import { listAudiences } from './store.ts'

export function audienceRoutes(app: App, editing: AudienceEditing): void {
  const { pool } = editing
  mount(app, routes.listAudiences, async ({ query, caller }) => {
    const page = { ...query, limit: query.limit + 1, streamId: query.stream_id }
    return pageOf(query.limit, await listAudiences(pool, caller.organizationId, page), audienceOf)
  })
  mount(app, routes.getAudience, async ({ params, caller }) =>
    audienceOf(await audienceRow(pool, caller.organizationId, params.id)),
  )
  mount(app, routes.createAudience, async ({ body, caller }) =>
    audienceOf(await createAudience(editing, caller.organizationId, body)),
  )
  mount(app, routes.updateAudience, async ({ params, body, caller }) =>
    audienceOf(await changeAudience(editing, caller.organizationId, params.id, body)),
  )
  mount(app, routes.deleteAudience, async ({ params, caller }) => {
    await removeAudience(editing, caller.organizationId, params.id)
    return null
  })
}
