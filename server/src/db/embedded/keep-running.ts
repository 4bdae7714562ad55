import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './process-facts.ts'

export interface Watch {
  /** The process that is watched now. */
  pid(): number
  /** Ends the watch; resolves when a start that was under way has ended. */
  end(): Promise<void>
}

export interface WatchOptions {
  /** Starts it again; resolves with the number of the new process. */
  readonly start: () => Promise<number>
  readonly log: (text: string) => void
}

const checkMs = 200
const longestPauseMs = 30_000

/** Watches over a process and starts it again when it ends, for as long as that takes. */
export function keepRunning(firstPid: number, { start, log }: WatchOptions): Watch {
  const ending = new AbortController()
  let pid = firstPid

  const watch = async (): Promise<void> => {
    let pause = checkMs
    for (;;) {
      // Does not keep this process alive by itself.
      await sleep(pause, undefined, { ref: false, signal: ending.signal })
      if (isAlive(pid)) continue
      try {
        log('PostgreSQL has ended unexpectedly and is started again.')
        pid = await start()
        pause = checkMs
      } catch (error) {
        log(error instanceof Error ? error.message : String(error))
        pause = Math.min(pause * 2, longestPauseMs)
      }
    }
  }
  const watching = watch().catch((error: unknown) => {
    if (!ending.signal.aborted) throw error
  })

  return {
    pid: () => pid,
    end: () => {
      ending.abort()
      return watching
    },
  }
}
