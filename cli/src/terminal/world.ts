import type { Readable, Writable } from 'node:stream'

/** What surrounds the program; tests give their own. */
export interface World {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  /** Whether a person watches: progress bars and questions make sense. */
  readonly isInteractive: boolean
  readonly columns: number
  /** From now on Ctrl-C aborts this signal instead of ending the process. */
  readonly interruptible: () => AbortSignal
}
