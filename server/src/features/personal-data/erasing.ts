import type { Pool } from '../../db/pool.ts'
import { startLoop, type Loop } from '../../kernel/loop.ts'
import { eraseStep, type EraseContext } from './erase.ts'
import { claimErasure } from './erasure-store.ts'

export interface ErasingOptions extends EraseContext {
  readonly pool: Pool
  readonly log: { error(fields: object, text: string): void }
}

/** After this many seconds another process takes over from one that died. */
const leaseS = 30

/** Carries erasures on, one small step of one of them at a time. Any number of processes may do so. */
export function startErasing(options: ErasingOptions): Loop {
  const { pool, log } = options
  return startLoop(
    async () => {
      const row = await claimErasure(pool, leaseS)
      if (!row) return false
      await eraseStep(options, row)
      return true
    },
    {
      idleMs: 500,
      onError: (error) => log.error({ err: error }, 'an erasure cannot go on and is tried again'),
    },
  )
}
