import type { Pool } from '../../db/pool.ts'
import { startLoop, type Loop } from '../../kernel/loop.ts'
import { beat, reapLapsed } from './worker-store.ts'

export interface HeartbeatOptions {
  readonly pool: Pool
  readonly workerId: string
  readonly leaseS: number
  readonly now: () => Date
  /** Gives back runs that the database holds for the worker and the worker does not know. */
  readonly reconcile: () => Promise<number>
  /** The lease had lapsed: others may have every run, so the worker drops all it has. */
  readonly onLapse: () => void
  readonly onError: (error: unknown) => void
  readonly log: (fields: object, text: string) => void
}

/**
 * Keeps a worker's lease, frees the runs of dead workers, and gives back runs that it holds without
 * knowing. After an outage every lease has lapsed, its own too, so it frees nobody's runs before it
 * has beaten for a whole lease: the others get the time to show that they live.
 */
export function startHeartbeat(options: HeartbeatOptions): Loop {
  const { pool, workerId, leaseS, now } = options
  let steadySince: number | undefined

  const work = async (): Promise<boolean> => {
    const alive = await beat(pool, workerId, leaseS).catch((error: unknown) => {
      steadySince = undefined
      throw error
    })
    if (!alive && steadySince !== undefined) {
      steadySince = undefined
      options.onLapse()
    }
    steadySince ??= Date.now()
    const released = await options.reconcile()
    if (released > 0) options.log({ released }, 'gave back runs whose claim was lost on the way')
    if (Date.now() - steadySince < leaseS * 1000) return false
    const reaped = await reapLapsed(pool, workerId, now())
    if (reaped > 0) options.log({ reaped }, 'took over the runs of workers that died')
    return false
  }

  return startLoop(work, { idleMs: (leaseS * 1000) / 4, onError: options.onError })
}
