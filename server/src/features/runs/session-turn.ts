import type { Turn, TurnTaken } from '../turns/turns.ts'
import { LostRun } from './lost-run.ts'
import { ParkedRun } from './parked-run.ts'
import type { ClaimedRun } from './queue-store.ts'

/** How runs take turns in the sessions that they share. */
export interface Turns {
  readonly takeTurn: (turn: Turn) => Promise<TurnTaken>
  readonly endTurn: (turn: Turn) => Promise<void>
}

export interface SessionTurn {
  /** Throws `ParkedRun` when it is another run's turn: then this one waits. */
  take(): Promise<void>
  /** Does the work that a turn may be taken for, and ends the turn with it. */
  whileWorking<T>(work: () => Promise<T>): Promise<T>
}

/** The turn of a run in a session. Without a session nothing is waited for. */
export function sessionTurn(
  { id: runId, fence, lane }: ClaimedRun,
  sessionId: string | null,
  { takeTurn, endTurn }: Turns,
): SessionTurn {
  if (sessionId === null) return { take: () => Promise.resolve(), whileWorking: (work) => work() }
  const turn = { sessionId, runId, fence, lane }
  return {
    take: async () => {
      const taken = await takeTurn(turn)
      if (taken === 'lost') throw new LostRun(runId)
      if (taken === 'waits') throw new ParkedRun(runId)
    },
    whileWorking: async (work) => {
      try {
        const done = await work()
        await endTurn(turn)
        return done
      } catch (error) {
        // Another worker goes on with a run that was lost, in the same turn.
        if (!(error instanceof LostRun)) await endTurn(turn)
        throw error
      }
    },
  }
}
