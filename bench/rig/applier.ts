import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { startOutcrop } from './outcrop.ts'
import type { Rig } from './rig.ts'
import type { Shop } from './shop.ts'

/** `outcrop work` for a shop, which can be held up while events are collected. */
export interface Applier {
  readonly pid: number
  hold(): void
  /** Lets it go on; resolves with the seconds that it took to apply all events that were collected. */
  apply(): Promise<number>
}

export async function startApplier(rig: Rig, shop: Shop, name: string): Promise<Applier> {
  const { pid } = await startOutcrop(rig, 'work', {
    databaseUrl: shop.databaseUrl,
    dataDir: join(rig.folder, name),
    // It is held up for longer than a lease usually lasts.
    leaseS: 300,
  })
  // A process that does not run cannot end when the rig is taken down.
  rig.defer(() => Promise.resolve(void process.kill(pid, 'SIGCONT')))
  return {
    pid,
    hold: () => void process.kill(pid, 'SIGSTOP'),
    apply: async () => {
      const wanted = await collected(shop)
      const startedAt = performance.now()
      process.kill(pid, 'SIGCONT')
      while ((await applied(shop)) < wanted) await sleep(10)
      return (performance.now() - startedAt) / 1000
    },
  }
}

async function collected({ pool, streamId }: Shop): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*) as count from events where stream_id = $1',
    [streamId],
  )
  return rows[0]?.count ?? 0
}

async function applied({ pool, organizationId, streamId }: Shop): Promise<number> {
  const { rows } = await pool.query<{ events: number }>(
    `select coalesce(sum(events), 0)::bigint as events from usage_hours
     where organization_id = $1 and subject_id = $2`,
    [organizationId, streamId],
  )
  return rows[0]?.events ?? 0
}
