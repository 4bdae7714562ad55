import type { Place } from './count-shares.ts'
import { executeRun, type ExecuteContext } from './execute-run.ts'
import { LostRun } from './lost-run.ts'
import type { ClaimedRun } from './queue-store.ts'

/** The runs that a worker is executing. */
export interface HeldRuns {
  start(run: ClaimedRun): void
  ids(): string[]
  /** The lane and the automation of each. */
  places(): Place[]
  abort(runId: string, reason: Error): void
  /** Lets go of all of them: they are someone else's now. */
  dropAll(): void
  /** Resolves when those that are held now have ended. */
  drained(): Promise<unknown>
}

export interface HeldRunsOptions {
  readonly context: ExecuteContext
  /** A run has ended or was lost: there is room for another. Null when it is held anew. */
  readonly onFree: (runId: string | null) => void
  readonly onError: (error: unknown, runId: string) => void
}

interface Held extends Place {
  readonly abort: AbortController
  readonly done: Promise<void>
}

export function createHeldRuns({ context, onFree, onError }: HeldRunsOptions): HeldRuns {
  const held = new Map<string, Held>()

  const execute = async (run: ClaimedRun, abort: AbortController): Promise<void> => {
    try {
      // Runs are claimed by the dozen, and rendering a prompt takes the processor: heartbeats and
      // answers get a turn in between.
      await new Promise(setImmediate)
      await executeRun(run, abort.signal, context)
    } catch (error) {
      if (!(error instanceof LostRun)) onError(error, run.id)
    } finally {
      // A run that was lost and claimed again is held anew, under another controller.
      if (held.get(run.id)?.abort === abort) held.delete(run.id)
      onFree(held.has(run.id) ? null : run.id)
    }
  }

  return {
    start: (run) => {
      const abort = new AbortController()
      const place = { lane: run.lane, automationId: run.automation_id }
      held.set(run.id, { ...place, abort, done: execute(run, abort) })
    },
    ids: () => [...held.keys()],
    places: () => [...held.values()],
    abort: (runId, reason) => held.get(runId)?.abort.abort(reason),
    dropAll: () => {
      for (const [runId, { abort }] of held) abort.abort(new LostRun(runId))
      held.clear()
    },
    drained: () => Promise.all([...held.values()].map(({ done }) => done)),
  }
}
