import type { Pool } from '../../db/pool.ts'
import type { Warning } from '../budgets/budgets.ts'
import type { NewAttempt } from './attempt-store.ts'
import { LostRun } from './lost-run.ts'
import { settleRuns } from './settle-store.ts'
import type { Settlement } from './settlement.ts'
import { stageCommit } from './stage-commit.ts'
import { storeAnswers } from './store-answers.ts'

/** The two writes of a run, shared with every other run of the worker. Both throw `LostRun`. */
export interface Stages {
  store(attempt: NewAttempt): Promise<void>
  settle(settlement: Settlement): Promise<void>
}

export interface StagesOptions {
  readonly pool: Pool
  readonly workerId: string
  readonly leaseS: number
  /** A budget has passed the share at which its owner is warned. */
  readonly onWarning: (warning: Warning) => void
}

export function createStages({ pool, workerId, leaseS, onWarning }: StagesOptions): Stages {
  // Within one more lease others have taken the runs over, and a late commit would be refused anyway.
  const options = { maxBatch: 200, patienceMs: leaseS * 2000 }
  const answers = stageCommit(async (attempts: readonly NewAttempt[]) => {
    const stored = await storeAnswers(pool, workerId, attempts, onWarning)
    return attempts.map(({ id }) => stored.has(id))
  }, options)
  const ends = stageCommit(
    (settlements: readonly Settlement[]) => settleRuns(pool, workerId, settlements, onWarning),
    options,
  )
  return {
    store: async (attempt) => accepted(await answers.add(attempt), attempt.runId),
    settle: async (settlement) => accepted(await ends.add(settlement), settlement.runId),
  }
}

function accepted(result: boolean | Error, runId: string): void {
  if (result instanceof Error) throw result
  if (!result) throw new LostRun(runId)
}
