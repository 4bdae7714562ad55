import type { App } from '../../http/mount.ts'
import type { Editing } from './edit.ts'
import { serviceRoutes } from './routes.ts'
import { createServiceDirectory, type ServiceDirectory } from './service-directory.ts'
import { servicesOn } from './store.ts'

export { createServiceDirectory } from './service-directory.ts'

/** Named model set-ups. */
export interface Services extends ServiceDirectory {
  readonly routes: (app: App) => void
  /** The names of the services that a provider has. */
  usingProvider(organizationId: string, providerId: string): Promise<string[]>
}

export function createServices(options: Editing): Services {
  const directory = createServiceDirectory(options.db)
  return {
    ...directory,
    routes: (app) => serviceRoutes(app, { ...options, onChange: () => directory.reload() }),
    usingProvider: (organizationId, providerId) =>
      servicesOn(options.db, organizationId, providerId),
  }
}
