import type { Pool } from '../../db/pool.ts'
import type { Clock } from '../../kernel/clock.ts'
import { activeTraces, allStreams, type StreamRow } from './store.ts'

export interface KnownStream {
  readonly id: string
  readonly organizationId: string
  readonly account: string
  readonly profile: string
  readonly max_requests_per_s: number | null
}

/** All streams and running traces in memory, so that intake asks nobody. */
export interface Directory {
  find(account: string, profile: string): KnownStream | undefined
  byId(id: string): KnownStream | undefined
  isTraced(streamId: string, traceId: string): boolean
  /** Reads everything again; call it when configuration has changed. */
  reload(): Promise<void>
}

const known = (row: StreamRow): KnownStream => ({
  id: row.id,
  organizationId: row.organization_id,
  account: row.account,
  profile: row.profile,
  max_requests_per_s: row.max_requests_per_s,
})

export function createDirectory(pool: Pool, now: Clock): Directory {
  let byName = new Map<string, KnownStream>()
  let byId = new Map<string, KnownStream>()
  let traces = new Map<string, Date>()
  return {
    find: (account, profile) => byName.get(`${account}/${profile}`),
    byId: (id) => byId.get(id),
    isTraced: (streamId, traceId) => {
      const expires = traces.get(`${streamId} ${traceId}`)
      return expires !== undefined && expires > now()
    },
    async reload() {
      const [streams, running] = [await allStreams(pool), await activeTraces(pool)]
      byName = new Map(streams.map((row) => [`${row.account}/${row.profile}`, known(row)]))
      byId = new Map(streams.map((row) => [row.id, known(row)]))
      traces = new Map(running.map((row) => [`${row.stream_id} ${row.id}`, row.expires_at]))
    },
  }
}
