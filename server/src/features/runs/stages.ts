import type { Pool } from '../../db/pool.ts'
import { retryWhileAway } from '../../db/retry-while-away.ts'
import type { Warning } from '../budgets/budgets.ts'
import { parkRuns, type Arrival } from '../pauses/pauses.ts'
import { endTurn, takeTurn } from '../turns/turns.ts'
import type { NewAttempt } from './attempt-store.ts'
import type { Gate } from './gate.ts'
import { LostRun } from './lost-run.ts'
import type { Turns } from './session-turn.ts'
import { settleRuns } from './settle-store.ts'
import type { Settlement } from './settlement.ts'
import { stageCommit } from './stage-commit.ts'
import { storeAnswers } from './store-answers.ts'

/** The writes of a run, shared with every other run of the worker. */
export interface Stages extends Turns {
  /** Throws `LostRun`. */
  store(attempt: NewAttempt): Promise<void>
  /** Throws `LostRun`. */
  settle(settlement: Settlement): Promise<void>
  park: Gate['park']
}

export interface StagesOptions {
  readonly pool: Pool
  readonly workerId: string
  readonly leaseS: number
  readonly now: () => Date
  /** A budget has passed the share at which its owner is warned. */
  readonly onWarning: (warning: Warning) => void
}

export function createStages({ pool, workerId, leaseS, now, onWarning }: StagesOptions): Stages {
  // Within one more lease others have taken the runs over, and a late commit would be refused anyway.
  const patienceMs = leaseS * 2000
  const options = { maxBatch: 200, patienceMs }
  const answers = stageCommit(async (attempts: readonly NewAttempt[]) => {
    const stored = await storeAnswers(pool, workerId, attempts, onWarning)
    return attempts.map(({ id }) => stored.has(id))
  }, options)
  const ends = stageCommit(
    (settlements: readonly Settlement[]) => settleRuns(pool, workerId, settlements, onWarning),
    options,
  )
  const parkings = stageCommit(
    (arrivals: readonly Arrival[]) => parkRuns(pool, workerId, arrivals, now()),
    options,
  )
  return {
    store: async (attempt) => accepted(await answers.add(attempt), attempt.runId),
    settle: async (settlement) => accepted(await ends.add(settlement), settlement.runId),
    park: async (arrival) => {
      const parked = await parkings.add(arrival)
      if (parked instanceof Error) throw parked
      return parked
    },
    takeTurn: (turn) => retryWhileAway(patienceMs, () => takeTurn(pool, workerId, turn, now())),
    endTurn: (turn) => retryWhileAway(patienceMs, () => endTurn(pool, turn, now())),
  }
}

function accepted(result: boolean | Error, runId: string): void {
  if (result instanceof Error) throw result
  if (!result) throw new LostRun(runId)
}
