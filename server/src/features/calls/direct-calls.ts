import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Pool } from '../../db/pool.ts'
import { retryWhileAway } from '../../db/retry-while-away.ts'
import { newId } from '../../kernel/id.ts'
import { startLoop, type Loop } from '../../kernel/loop.ts'
import type { Warning } from '../budgets/budgets.ts'
import type { LimitedProvider } from '../limits/limits.ts'
import { countCall } from './count-call.ts'
import { inTurn } from './in-turn.ts'
import type { MadeCall } from './made-call.ts'
import { makeCall } from './make-call.ts'
import type { Call } from './planned-call.ts'
import { prepareSafeguards, type Guarding, type WorkerSafeguards } from './prepare-safeguards.ts'
import { endPresence, showPresence } from './presence-store.ts'

/** Calls that belong to no run: trials of steps, and what people say to agents. */
export interface DirectCalls {
  /**
   * Makes a call under the budgets and limits of every other one, waiting a little for its turn, and
   * counts it. Throws `budget-exceeded`, `price-unknown` or `limit-reached` when it may not be made.
   */
  make(call: Omit<Call, 'runId'>): Promise<MadeCall>
  stop(): Promise<void>
}

export interface DirectCallsOptions {
  readonly pool: Pool
  readonly guarding: Guarding
  /** What is set on every provider. */
  readonly limits: () => Promise<readonly LimitedProvider[]>
  readonly leaseS: number
  readonly now: () => Date
  readonly onWarning: (warning: Warning) => void
  readonly onError: (error: unknown) => void
}

export function createDirectCalls(options: DirectCallsOptions): DirectCalls {
  const { pool, guarding, limits, leaseS, now, onWarning, onError } = options
  const id = `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}-direct`
  // Made with the first call: most processes never make one.
  let present: Promise<Present> | undefined
  const appear = async (): Promise<Present> => {
    await showPresence(pool, id, leaseS)
    const safeguards = prepareSafeguards(pool, id, guarding, onError)
    return { safeguards, heart: keepPresence(id, safeguards, options) }
  }
  const isPresent = () => {
    present ??= appear().catch((error: unknown) => {
      present = undefined
      throw error
    })
    return present
  }

  return {
    async make(given) {
      const { safeguards } = await isPresent()
      const call = { ...given, runId: newId('run') }
      safeguards.limiter.use(await limits())
      try {
        const made = await inTurn(() => makeCall(call, safeguards, now))
        const count = retryWhileAway(leaseS * 2000, () => countCall(pool, made))
        await count.then((warnings) => warnings.forEach(onWarning), onError)
        return made
      } finally {
        safeguards.forget(call.runId)
      }
    },
    async stop() {
      const { safeguards, heart } = (await present?.catch(() => undefined)) ?? {}
      await heart?.stop()
      await safeguards?.limiter.stop()
      if (present) await endPresence(pool, id)
    },
  }
}

interface Present {
  readonly safeguards: WorkerSafeguards
  readonly heart: Pick<Loop, 'stop'>
}

function keepPresence(
  id: string,
  safeguards: WorkerSafeguards,
  { pool, leaseS, onError }: DirectCallsOptions,
): Pick<Loop, 'stop'> {
  const beat = async () => {
    await showPresence(pool, id, leaseS)
    await safeguards.releaseLost()
    return false
  }
  return startLoop(beat, { idleMs: leaseS * 250, onError })
}
