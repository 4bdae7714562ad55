import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { localLane } from '../../actions/lane-of.ts'
import type { Pool } from '../../db/pool.ts'
import { startLoop } from '../../kernel/loop.ts'
import { Problem } from '../../kernel/problem.ts'
import { countShares } from './count-shares.ts'
import type { ExecuteContext } from './execute-run.ts'
import { startHeartbeat } from './heartbeat.ts'
import { createHeldRuns, type HeldRuns } from './held-runs.ts'
import { openLanes, type Lane } from './open-lanes.ts'
import { claimRuns } from './queue-store.ts'
import { createStages } from './stages.ts'
import { cancelledAmong, moveStranded, releaseUnknown, retire } from './worker-store.ts'

export interface WorkerOptions {
  readonly pool: Pool
  readonly context: Omit<ExecuteContext, 'store' | 'settle'>
  readonly lanes: () => Promise<readonly Lane[]>
  /** Runs in this process at once. */
  readonly maxRuns: number
  readonly leaseS: number
  readonly log: {
    info(fields: object, text: string): void
    error(fields: object, text: string): void
  }
}

export interface Worker {
  readonly id: string
  /** Looks for due runs now. */
  wake(): void
  /** Aborts those of its runs that someone has cancelled. */
  checkCancelled(): Promise<void>
  inFlight(): number
  /** Stops claiming, lets running runs end for `graceMs`, and gives the rest back. */
  stop(graceMs: number): Promise<void>
}

/** How often a worker looks for due runs when nobody wakes it, in milliseconds. */
const idleMs = 250

/** Claims due runs, as many as there is room for, and executes them. */
export function startWorker({ pool, context, lanes, maxRuns, leaseS, log }: WorkerOptions): Worker {
  const id = `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`
  const { now } = context
  // A claim and a reconciliation must not overlap: a run that is just being claimed looks unknown.
  const oneAtATime = pLimit(1)
  const onError = (error: unknown) => log.error({ err: error }, 'the worker cannot reach its queue')
  const held = createHeldRuns({
    context: { ...context, ...createStages(pool, id, leaseS) },
    onFree: () => claims.wake(),
    onError: (error, run) => log.error({ err: error, run }, 'a run could not be settled'),
  })

  const claim = async (): Promise<boolean> => {
    const places = held.places()
    const open = openLanes(await lanes(), places, maxRuns)
    if (open.length === 0) return false
    const runs = await claimRuns(pool, id, open, now(), countShares(places))
    for (const run of runs) held.start(run)
    return runs.length > 0
  }

  const checkCancelled = () => abortCancelled(pool, held)

  const reconcile = async () => {
    const released = await oneAtATime(() => releaseUnknown(pool, id, held.ids(), now()))
    // A message about a cancellation can be lost, or be faster than the answer to the claim.
    await checkCancelled()
    const known = (await lanes()).map(({ lane }) => lane)
    await moveStranded(pool, known, localLane)
    return released
  }

  const heart = startHeartbeat({
    pool,
    workerId: id,
    leaseS,
    now,
    reconcile,
    onLapse: () => held.dropAll(),
    onError,
    log: (fields, text) => log.info(fields, text),
  })
  const claims = startLoop(() => oneAtATime(claim), { idleMs, onError })

  return {
    id,
    wake: () => claims.wake(),
    inFlight: () => held.ids().length,
    checkCancelled,
    stop: async (graceMs) => {
      await claims.stop()
      await Promise.race([held.drained(), sleep(graceMs)])
      held.dropAll()
      await heart.stop()
      await retire(pool, id, now())
    },
  }
}

async function abortCancelled(pool: Pool, held: HeldRuns): Promise<void> {
  for (const runId of await cancelledAmong(pool, held.ids())) {
    held.abort(runId, new Problem('cancelled', 'The run was cancelled.'))
  }
}
