import type { KnownService } from '../../actions/known.ts'
import type { App } from '../../http/mount.ts'
import type { Editing } from './edit.ts'
import { serviceRoutes } from './routes.ts'
import { knownServiceOf } from './shapes.ts'
import { allServices, servicesOn } from './store.ts'

/** Named model set-ups, in memory for every step that is prepared. */
export interface Services {
  readonly routes: (app: App) => void
  find(organizationId: string, id: string): KnownService | undefined
  /** The names of the services that a provider has. */
  usingProvider(organizationId: string, providerId: string): Promise<string[]>
  /** Reads everything again; call it when configuration has changed. */
  reload(): Promise<void>
}

export function createServices(options: Editing): Services {
  let known = new Map<string, KnownService>()
  const reload = async () => {
    const rows = await allServices(options.db)
    known = new Map(rows.map((row) => [`${row.organization_id} ${row.id}`, knownServiceOf(row)]))
  }
  return {
    routes: (app) => serviceRoutes(app, { ...options, onChange: reload }),
    find: (organizationId, id) => known.get(`${organizationId} ${id}`),
    usingProvider: (organizationId, providerId) =>
      servicesOn(options.db, organizationId, providerId),
    reload,
  }
}
