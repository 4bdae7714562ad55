import { routes } from '@outcrop/contract'
import { mount, type App } from '../../http/mount.ts'
import type { Editing } from './edit.ts'
import { addKey, removeKey, testKey, useKey } from './keys.ts'
import { providerOf } from './shapes.ts'
import type { ProviderRow } from './store.ts'

/** Changing the access key of a provider without a moment in which none works. */
export function keyRoutes(app: App, editing: Editing, onChange: () => void): void {
  const changed = (row: ProviderRow) => {
    onChange()
    return providerOf(row, editing.now())
  }
  mount(app, routes.addProviderKey, async ({ params, body, caller }) =>
    changed(await addKey(editing, caller.organizationId, params.id, body)),
  )
  mount(app, routes.testProviderKey, ({ params, caller }) =>
    testKey(editing, caller.organizationId, params.id, params.key),
  )
  mount(app, routes.useProviderKey, async ({ params, caller }) =>
    changed(await useKey(editing, caller.organizationId, params.id, params.key)),
  )
  mount(app, routes.removeProviderKey, async ({ params, caller }) =>
    changed(await removeKey(editing, caller.organizationId, params.id, params.key)),
  )
}
