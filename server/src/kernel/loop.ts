export interface Loop {
  /** Work again now, or right after the work that is being done. */
  wake(): void
  /** Ends after the work that is being done. */
  stop(): Promise<void>
}

export interface LoopOptions {
  /** How long it rests when there was nothing to do and nobody woke it, in milliseconds. */
  readonly idleMs: number
  readonly onError: (error: unknown) => void
  /**
   * How long it rests after so many errors in a row, in milliseconds, whoever wakes it meanwhile. Left
   * out, it rests as if there was nothing to do.
   */
  readonly restAfter?: (error: unknown, inARow: number) => number
}

/** Does work again and again, one at a time. `work` resolves with whether there is more at once. */
export function startLoop(
  work: () => Promise<boolean>,
  { idleMs, onError, restAfter }: LoopOptions,
): Loop {
  const state = { stopping: false, awake: false, failures: 0 }
  let ring: () => void = () => undefined
  let end: () => void = () => undefined

  const rest = (ms: number, mayBeWoken: boolean) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, state.stopping || (mayBeWoken && state.awake) ? 0 : ms)
      end = () => {
        clearTimeout(timer)
        resolve()
      }
      ring = mayBeWoken ? end : () => undefined
    })

  const turn = async (): Promise<void> => {
    try {
      const more = await work()
      state.failures = 0
      if (!more) await rest(idleMs, true)
    } catch (error) {
      onError(error)
      state.failures += 1
      await (restAfter ? rest(restAfter(error, state.failures), false) : rest(idleMs, true))
    }
  }

  const ended = (async () => {
    while (!state.stopping) {
      state.awake = false
      await turn()
    }
  })()

  return {
    wake: () => {
      state.awake = true
      ring()
    },
    stop: () => {
      state.stopping = true
      end()
      return ended
    },
  }
}
