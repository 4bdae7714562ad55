/** One look at the server while waiting. */
export interface Look {
  readonly atMs: number
  /** Events processed since sending began. */
  readonly processed: number
  /** Whether a run that was caused has not ended. */
  readonly isUnfinished: boolean
}

export interface Waiting {
  readonly look: Look
  /** Since when nothing has changed. */
  readonly quietSinceMs: number
}

/** A run that an answer starts appears a moment after the answer's own run has ended. */
const quietMs = 1500
/** Fewer events than were sent may be new to the server; when nothing moves it is time to count. */
const recountMs = 3000
/** The stream processor does not pause this long while it has work. */
const stalledMs = 30_000

export function looked(before: Waiting | undefined, look: Look): Waiting {
  const isQuiet = before?.look.processed === look.processed && !look.isUnfinished
  return { look, quietSinceMs: isQuiet ? before.quietSinceMs : look.atMs }
}

/**
 * `done` when all events are processed and all runs have ended; `recount` when it must be known how
 * many events are new at all; `stalled` when the rest does not come.
 */
export function judgeWait(
  { look, quietSinceMs }: Waiting,
  { expected, isCounted }: { readonly expected: number; readonly isCounted: boolean },
): 'wait' | 'recount' | 'done' | 'stalled' {
  if (look.isUnfinished) return 'wait'
  const quietFor = look.atMs - quietSinceMs
  if (look.processed >= expected) return quietFor >= quietMs ? 'done' : 'wait'
  if (!isCounted && quietFor >= recountMs) return 'recount'
  return quietFor >= stalledMs ? 'stalled' : 'wait'
}
