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
/** The stream processor does not pause this long while it has work. */
const stalledMs = 30_000

export function looked(before: Waiting | undefined, look: Look): Waiting {
  const isQuiet = before?.look.processed === look.processed && !look.isUnfinished
  return { look, quietSinceMs: isQuiet ? before.quietSinceMs : look.atMs }
}

/** `done` when all events are processed and all runs have ended; `stalled` when the rest does not come. */
export function judgeWait(
  { look, quietSinceMs }: Waiting,
  expected: number,
): 'wait' | 'done' | 'stalled' {
  if (look.isUnfinished) return 'wait'
  const quietFor = look.atMs - quietSinceMs
  if (look.processed >= expected) return quietFor >= quietMs ? 'done' : 'wait'
  return quietFor >= stalledMs ? 'stalled' : 'wait'
}
