import { routes } from '@outcrop/contract'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { newId } from '../../kernel/id.ts'
import { catalogueOf, refreshCatalogue } from './catalogue.ts'
import { changeProvider, createProvider, providerRow, removeProvider, testProvider, type Editing } from './edit.ts' // prettier-ignore
import { keyRoutes } from './key-routes.ts'
import { connectionOf } from './sealed-row.ts'
import { providerOf } from './shapes.ts'
import { listProviders } from './store.ts'

/** How long reading a prompt may take, in milliseconds. */
const readingMs = 15_000

export interface ProviderRouteOptions extends Editing {
  /** Called after every change that was made here. */
  readonly onChange: () => void
}

export function providerRoutes(app: App, options: ProviderRouteOptions): void {
  mountReading(app, options)
  mountChanging(app, options)
  mountCalling(app, options)
  keyRoutes(app, options, options.onChange)
}

function mountReading(app: App, { db, now }: ProviderRouteOptions): void {
  mount(app, routes.listProviders, async ({ query, caller }) => {
    const { limit, cursor } = query
    const rows = await listProviders(db, caller.organizationId, { limit: limit + 1, cursor })
    return pageOf(limit, rows, (row) => providerOf(row, now()))
  })
  mount(app, routes.getProvider, async ({ params, caller }) =>
    providerOf(await providerRow({ db }, caller.organizationId, params.id), now()),
  )
}

function mountChanging(app: App, { onChange, ...editing }: ProviderRouteOptions): void {
  mount(app, routes.createProvider, async ({ body, caller }) => {
    const row = await createProvider(editing, caller.organizationId, body)
    onChange()
    return providerOf(row, editing.now())
  })
  mount(app, routes.updateProvider, async ({ params, body, caller }) => {
    const row = await changeProvider(editing, caller.organizationId, params.id, body)
    onChange()
    return providerOf(row, editing.now())
  })
  mount(app, routes.deleteProvider, async ({ params, caller }) => {
    await removeProvider(editing, caller.organizationId, params.id)
    onChange()
    return null
  })
}

function mountCalling(app: App, { onChange, ...editing }: ProviderRouteOptions): void {
  const { bedrock, seal } = editing
  mount(app, routes.testNewProvider, ({ body }) => {
    const { region, endpoint, credentials } = body
    // An id of its own: nothing may be remembered from one unsaved provider to the next.
    const providerId = newId('provider')
    return bedrock.testConnection({ providerId, revision: 1, region, endpoint, credentials })
  })
  mount(app, routes.testProvider, async ({ params, caller }) => {
    const test = await testProvider(editing, caller.organizationId, params.id)
    onChange()
    return test
  })
  mount(app, routes.listModels, ({ params, caller }) =>
    catalogueOf(editing, caller.organizationId, params.id),
  )
  mount(app, routes.refreshModels, ({ params, caller }) =>
    refreshCatalogue(editing, caller.organizationId, params.id),
  )
  mount(app, routes.getManagedPrompt, async ({ params, query, caller }) => {
    const row = await providerRow(editing, caller.organizationId, params.id)
    const signal = AbortSignal.timeout(readingMs)
    return bedrock.getPrompt(connectionOf(seal, row), query, { signal })
  })
}
