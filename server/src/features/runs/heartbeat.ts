import type { Pool } from '../../db/pool.ts'
import { startLoop, type Loop } from '../../kernel/loop.ts'
import { beat, reapLapsed } from './worker-store.ts'

export interface HeartbeatOptions {
  readonly pool: Pool
  readonly workerId: string
  readonly leaseS: number
  readonly now: () => Date
  /** Sets right what the worker and the database know of each other; resolves with how many runs it gave back. */
  readonly reconcile: () => Promise<number>
  /** Others declared this worker dead and have its runs, so it drops all it has. */
  readonly onLapse: () => void
  readonly onError: (error: unknown) => void
  readonly log: (fields: object, text: string) => void
}

/**
 * Keeps a worker's lease, frees the runs of dead workers, and gives back runs that it holds without
 * knowing. After an outage every lease has lapsed, its own too, so it frees nobody's runs before it
 * has beaten for a whole lease: the others get the time to show that they live.
 * It beats whatever the rest takes: a slow claim must not make a living worker look dead.
 */
export function startHeartbeat(options: HeartbeatOptions): Pick<Loop, 'stop'> {
  const { pool, workerId, leaseS, now, onError } = options
  const leaseMs = leaseS * 1000
  // Of a clock that nobody sets: one that jumped would free runs too early, or never.
  let beatAt = Number.NEGATIVE_INFINITY
  let steadySince = Number.POSITIVE_INFINITY

  const keep = async (): Promise<boolean> => {
    const isNew = beatAt === Number.NEGATIVE_INFINITY
    const renewed = await beat(pool, workerId, leaseS)
    const at = performance.now()
    if (!renewed || at - beatAt > leaseMs) steadySince = at
    beatAt = at
    if (!renewed && !isNew) options.onLapse()
    return false
  }

  const tidy = async (): Promise<boolean> => {
    const released = await options.reconcile()
    if (released > 0) options.log({ released }, 'gave back runs whose claim was lost on the way')
    const at = performance.now()
    if (at - steadySince < leaseMs || at - beatAt > leaseMs / 2) return false
    const reaped = await reapLapsed(pool, workerId, now())
    if (reaped > 0) options.log({ reaped }, 'took over the runs of workers that died')
    return false
  }

  const loops = [keep, tidy].map((work) => startLoop(work, { idleMs: leaseMs / 4, onError }))
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}
