import { trimCache } from '../features/cache/cache.ts'
import { forgetUnknown } from '../features/data-sources/data-sources.ts'
import { dropOldPartitions, makePartitions } from '../features/events/events.ts'
import { forgetRuns, forgetRunVisitors } from '../features/runs/runs.ts'
import { forgetTurns } from '../features/turns/turns.ts'
import { forgetUsage } from '../features/usage/usage.ts'
import { forgetVolumes } from '../features/volumes/volumes.ts'
import { startLoop, type Loop } from '../kernel/loop.ts'
import type { Parts } from './compose.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Characters of answers that are kept for each organization. */
const cacheSize = 100_000_000

/**
 * Every hour: makes the partitions of the next days, forgets what is older than it is kept, with old
 * tries to sign in and unknown sources that are silent, and trims the cache.
 */
export function startMaintenance(parts: Parts): Loop {
  const { pool, now, log, access } = parts
  return startLoop(
    async () => {
      await makePartitions(pool, now())
      await access.forgetTries()
      await forgetUnknown(pool, now())
      await trimCache(pool, cacheSize, now())
      await forgetOld(parts)
      return false
    },
    {
      idleMs: hourMs,
      onError: (error) => log.error({ err: error }, 'maintenance failed and is tried again'),
    },
  )
}

async function forgetOld({ pool, now, config: { retention }, log }: Parts): Promise<void> {
  const ago = (days: number) => new Date(now().getTime() - days * dayMs)
  const dropped = await dropOldPartitions(pool, now(), retention.events_days)
  if (dropped.length > 0) log.info({ dropped }, 'dropped events beyond the retention')
  await forgetRunVisitors(pool, ago(retention.events_days))
  const runs = await forgetRuns(pool, ago(retention.runs_days))
  if (runs > 0) log.info({ runs }, 'deleted runs beyond the retention')
  await forgetTurns(pool)
  await forgetUsage(pool, ago(retention.figures_days))
  await forgetVolumes(pool, ago(retention.figures_days))
}
