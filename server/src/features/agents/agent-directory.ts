import type { KnownAgent } from '../../actions/known.ts'
import type { Db } from '../../db/db.ts'
import { allAgents } from './agent-store.ts'

/** All connected agents in memory, so that steps can be prepared without waiting. */
export interface AgentDirectory {
  find(organizationId: string, id: string): KnownAgent | undefined
  /** Reads everything again; call it when configuration has changed. */
  reload(): Promise<void>
}

export function createAgentDirectory(db: Db): AgentDirectory {
  let known = new Map<string, KnownAgent>()
  return {
    find: (organizationId, id) => known.get(`${organizationId} ${id}`),
    async reload() {
      const rows = await allAgents(db)
      known = new Map(
        rows.map(({ id, organization_id, provider_id, alias_arn }) => [
          `${organization_id} ${id}`,
          { providerId: provider_id, aliasArn: alias_arn },
        ]),
      )
    },
  }
}
