import type { KnownService } from '../../actions/known.ts'
import type { Db } from '../../db/db.ts'
import { knownServiceOf } from './shapes.ts'
import { allServices } from './store.ts'

/** All services in memory, so that steps can be prepared without waiting. */
export interface ServiceDirectory {
  find(organizationId: string, id: string): KnownService | undefined
  /** Reads everything again; call it when configuration has changed. */
  reload(): Promise<void>
}

export function createServiceDirectory(db: Db): ServiceDirectory {
  let known = new Map<string, KnownService>()
  return {
    find: (organizationId, id) => known.get(`${organizationId} ${id}`),
    async reload() {
      const rows = await allServices(db)
      known = new Map(rows.map((row) => [`${row.organization_id} ${row.id}`, knownServiceOf(row)]))
    },
  }
}
