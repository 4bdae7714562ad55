import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { localLane } from '../../actions/lane-of.ts'
import type { Pool } from '../../db/pool.ts'
import { startLoop } from '../../kernel/loop.ts'
import { prepareSafeguards, type Guarding } from '../calls/calls.ts'
import type { Limiter, Queue } from '../limits/limits.ts'
import { countShares } from './count-shares.ts'
import type { ExecuteContext } from './execute-run.ts'
import { startHeartbeat } from './heartbeat.ts'
import { createHeldRuns, type HeldRuns } from './held-runs.ts'
import { openLanes, type Lane } from './open-lanes.ts'
import { claimRuns, dueAmong } from './queue-store.ts'
import { createStages, type Stages } from './stages.ts'
import { wasCancelled } from './was-cancelled.ts'
import {
  cancelledAmong,
  moveExpired,
  moveStranded,
  releaseUnknown,
  retire,
} from './worker-store.ts'

export interface WorkerOptions {
  readonly pool: Pool
  readonly context: Omit<ExecuteContext, keyof Stages | 'safeguards'>
  readonly guarding: Guarding
  readonly lanes: () => Promise<readonly Lane[]>
  /** Runs in this process at once. */
  readonly maxRuns: number
  readonly leaseS: number
  readonly log: {
    info(fields: object, text: string): void
    warn(fields: object, text: string): void
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
  /** The limits that count now, for metrics. */
  rates(): ReturnType<Limiter['rates']>
  /** Stops claiming, lets running runs end for `graceMs`, and gives the rest back. */
  stop(graceMs: number): Promise<void>
}

/** How often a worker looks for due runs when nobody wakes it, in milliseconds. */
const idleMs = 250

/** Claims due runs, as many as there is room for, and executes them. */
export function startWorker(options: WorkerOptions): Worker {
  const { pool, context, leaseS, log } = options
  const id = `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`
  // A claim and a reconciliation must not overlap: a run that is just being claimed looks unknown.
  const oneAtATime = pLimit(1)
  const onError = (error: unknown) => log.error({ err: error }, 'the worker cannot reach its queue')
  const safeguards = prepareSafeguards(pool, id, options.guarding, onError)
  const { limiter } = safeguards
  const held = createHeldRuns({
    context: { ...context, safeguards, ...stagesOf(options, id) },
    onFree: (runId) => {
      if (runId !== null) safeguards.forget(runId)
      claims.wake()
    },
    onError: (error, run) => log.error({ err: error, run }, 'a run could not be settled'),
  })
  const checkCancelled = () => abortCancelled(pool, held)

  const reconcile = async () => {
    const released = await oneAtATime(() => releaseUnknown(pool, id, held.ids(), context.now()))
    // A message about a cancellation can be lost, or be faster than the answer to the claim.
    await checkCancelled()
    await freeHopeless(options)
    await safeguards.releaseLost()
    return released
  }
  const heart = startHeartbeat({
    pool,
    workerId: id,
    leaseS,
    now: context.now,
    reconcile,
    onLapse: () => held.dropAll(),
    onError,
    log: (fields, text) => log.info(fields, text),
  })
  const claims = startLoop(() => oneAtATime(() => claimWithin(options, id, held, limiter)), { idleMs, onError }) // prettier-ignore

  return {
    id,
    wake: () => claims.wake(),
    inFlight: () => held.ids().length,
    rates: () => limiter.rates(),
    checkCancelled,
    stop: async (graceMs) => {
      await claims.stop()
      await Promise.race([held.drained(), sleep(graceMs, undefined, { ref: false })])
      held.dropAll()
      await limiter.stop()
      await heart.stop()
      await retire(pool, id, context.now())
    },
  }
}

/** Moves runs to where they end: those of lanes that are gone, and those past their deadline. */
async function freeHopeless({ pool, context, lanes }: WorkerOptions): Promise<void> {
  const known = await lanes()
  await moveStranded(pool, known.map(({ lane }) => lane), localLane) // prettier-ignore
  await moveExpired(pool, localLane, context.now())
}

/** Claims what is due, what there is room for, and what the limits let begin now. */
async function claimWithin(
  { pool, context, lanes, maxRuns }: WorkerOptions,
  workerId: string,
  held: HeldRuns,
  { use, room }: Limiter,
): Promise<boolean> {
  const { now } = context
  const all = await lanes()
  use(all.flatMap(({ lane, limits }) => (limits ? [{ providerId: lane, limits }] : [])))
  const places = held.places()
  const due = (queues: readonly Queue[]) => dueAmong(pool, queues, now())
  const { lanes: open, caps } = await room.open(openLanes(all, places, maxRuns), due)
  if (open.length === 0) return false
  const runs = await claimRuns(pool, workerId, open, now(), countShares(places, caps))
  room.promise(runs)
  for (const run of runs) held.start(run)
  return runs.length > 0
}

const stagesOf = ({ pool, leaseS, log, context: { now } }: WorkerOptions, workerId: string) =>
  createStages({
    pool,
    workerId,
    leaseS,
    now,
    onWarning: (warning) => log.warn({ ...warning }, 'a budget is used up to four fifths'),
  })

async function abortCancelled(pool: Pool, held: HeldRuns): Promise<void> {
  for (const runId of await cancelledAmong(pool, held.ids())) {
    held.abort(runId, wasCancelled())
  }
}
