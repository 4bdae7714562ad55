import { trimCache } from '../features/cache/cache.ts'
import { forgetUnknown } from '../features/data-sources/data-sources.ts'
import { dropOldPartitions, makePartitions } from '../features/events/events.ts'
import { forgetRunVisitors } from '../features/runs/runs.ts'
import { startLoop, type Loop } from '../kernel/loop.ts'
import type { Parts } from './compose.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Characters of answers that are kept for each organization. */
const cacheSize = 100_000_000

/**
 * Makes the partitions of the next days, drops those beyond the retention and
 * what visitors were like then, forgets old tries to sign
 * in and unknown sources that are silent, and trims the cache, every hour.
 */
export function startMaintenance({ pool, now, config, log, access }: Parts): Loop {
  return startLoop(
    async () => {
      await makePartitions(pool, now())
      await access.forgetTries()
      await forgetUnknown(pool, now())
      await trimCache(pool, cacheSize, now())
      const dropped = await dropOldPartitions(pool, now(), config.eventRetentionDays)
      await forgetRunVisitors(pool, new Date(now().getTime() - config.eventRetentionDays * dayMs))
      if (dropped.length > 0) log.info({ dropped }, 'dropped events beyond the retention')
      return false
    },
    {
      idleMs: hourMs,
      onError: (error) => log.error({ err: error }, 'maintenance failed and is tried again'),
    },
  )
}
