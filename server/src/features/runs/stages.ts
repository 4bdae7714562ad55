import type { Pool } from '../../db/pool.ts'
import { storeAttempts, type NewAttempt } from './attempt-store.ts'
import { LostRun } from './lost-run.ts'
import { settleRuns } from './settle-store.ts'
import type { Settlement } from './settlement.ts'
import { stageCommit } from './stage-commit.ts'

/** The two writes of a run, shared with every other run of the worker. Both throw `LostRun`. */
export interface Stages {
  store(attempt: NewAttempt): Promise<void>
  settle(settlement: Settlement): Promise<void>
}

export function createStages(pool: Pool, workerId: string, leaseS: number): Stages {
  // Within one more lease others have taken the runs over, and a late commit would be refused anyway.
  const options = { maxBatch: 200, patienceMs: leaseS * 2000 }
  const answers = stageCommit(async (attempts: readonly NewAttempt[]) => {
    const stored = await storeAttempts(pool, workerId, attempts)
    return attempts.map(({ id }) => stored.has(id))
  }, options)
  const ends = stageCommit(
    (settlements: readonly Settlement[]) => settleRuns(pool, workerId, settlements),
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
