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
    for (;;) {
      // Does not keep this process alive by itself.
      await sleep(checkMs, undefined, { ref: false, signal: ending.signal })
      if (isAlive(pid)) continue
      log('PostgreSQL has ended unexpectedly and is started again.')
      pid = await startAgain(start, log, ending.signal)
      log(`PostgreSQL runs again (process ${pid}).`)
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

/** Tries until it works. Says why it does not, and says it again only when the reason changes. */
async function startAgain(
  start: () => Promise<number>,
  log: (text: string) => void,
  ending: AbortSignal,
): Promise<number> {
  let told = ''
  for (let pause = checkMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await start()
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      if (words !== told) log(words)
      told = words
    }
    await sleep(pause, undefined, { ref: false, signal: ending })
  }
}
