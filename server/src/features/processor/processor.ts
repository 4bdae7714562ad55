import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { AnyAction } from '../../actions/define-action.ts'
import type { Pool } from '../../db/pool.ts'
import { startLoop } from '../../kernel/loop.ts'
import { insertMissingFills } from '../audiences/audiences.ts'
import { choresOf } from './chores.ts'
import { createLeases } from './leases.ts'
import { createBatches } from './batches.ts'
import { isToBeDoneAgain } from './is-to-be-done-again.ts'
import { keepRules } from './keep-rules.ts'
import type { StreamRules } from './rules.ts'

/** How long it rests when nobody wakes it, and at most when it cannot go on, in milliseconds. */
const [idleMs, longestRestMs] = [100, 5000]

export interface ProcessorOptions {
  readonly pool: Pool
  readonly actions: ReadonlyMap<string, AnyAction>
  readonly leaseS: number
  readonly maxEvents: number
  readonly now: () => Date
  readonly log: { error(fields: object, text: string): void }
  readonly onBatch?: (events: number, lagMs: number) => void
  /** Waited for before shards are taken: until others that start together with this one are counted, too. */
  readonly together?: () => Promise<void>
}

export interface Processor {
  /** There may be new events. */
  wake(): void
  /** The configuration of a stream changed: later batches go by the new rules. */
  reloadRules(): Promise<void>
  stop(): Promise<void>
}

/** Reads the event log in order and starts what each event triggers. */
export async function startProcessor(options: ProcessorOptions): Promise<Processor> {
  const { pool, leaseS, log } = options
  const owner = `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`
  const leases = createLeases(pool, owner, leaseS)
  const rules = keepRules(options)
  const context = { ...options, owner, leases, rules: rules.current, know: rules.know }
  const chores = choresOf(context)
  const reloadRules = async () => {
    await rules.reload()
    chores.look()
  }
  await reloadRules()
  await fillWhatNeverWas(options, rules.current())
  await leases.join(options.together)

  // Of a clock that nobody sets: one that was set back would let the leases lapse.
  let balancedAt = Number.NEGATIVE_INFINITY
  const onError = (error: unknown) => {
    balancedAt = Number.NEGATIVE_INFINITY
    // The positions in memory may be ahead of or behind what was committed; ask the database again.
    leases.forget()
    if (!isToBeDoneAgain(error))
      log.error({ err: error }, 'the stream processor cannot go on and tries again')
  }
  const batches = createBatches(context)
  const loop = startLoop(
    async () => {
      if (performance.now() - balancedAt > (leaseS * 1000) / 4) {
        const isKnown = Number.isFinite(balancedAt)
        await batches.drain()
        await leases.balance()
        // Others wait for what it knows from now on, and did not before.
        if (!isKnown) await reloadRules()
        balancedAt = performance.now()
      }
      return chores.next(await batches.next())
    },
    {
      idleMs,
      restAfter: (error, inARow) => isToBeDoneAgain(error) ? idleMs : Math.min(idleMs * 2 ** (inARow - 1), longestRestMs), // prettier-ignore
      onError,
    },
  )
  return {
    wake: () => loop.wake(),
    reloadRules,
    stop: async () => {
      await loop.stop()
      await batches.drain().catch(onError)
      await leases.release()
    },
  }
}

/** Visitors of streams whose audiences are older than the work on fills. */
async function fillWhatNeverWas(
  { pool, now }: ProcessorOptions,
  rules: ReadonlyMap<string, StreamRules>,
): Promise<void> {
  const fills = [...rules]
    .filter(([, { names }]) => names.audiences.length > 0)
    .map(([streamId, { profile, names }]) => ({ streamId, revision: profile.revision, audienceIds: names.audiences.map(({ id }) => id) })) // prettier-ignore
  await insertMissingFills(pool, fills, now())
}
