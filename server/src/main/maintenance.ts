import { dropOldPartitions, makePartitions } from '../features/events/events.ts'
import { startLoop, type Loop } from '../kernel/loop.ts'
import type { Parts } from './compose.ts'

const hourMs = 3_600_000

/** Makes the partitions of the next days and drops those beyond the retention, every hour. */
export function startMaintenance({ pool, now, config, log }: Parts): Loop {
  return startLoop(
    async () => {
      await makePartitions(pool, now())
      const dropped = await dropOldPartitions(pool, now(), config.eventRetentionDays)
      if (dropped.length > 0) log.info({ dropped }, 'dropped events beyond the retention')
      return false
    },
    {
      idleMs: hourMs,
      onError: (error) => log.error({ err: error }, 'maintenance failed and is tried again'),
    },
  )
}
