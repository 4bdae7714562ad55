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
}

/** Does work again and again, one at a time. `work` resolves with whether there is more at once. */
export function startLoop(work: () => Promise<boolean>, { idleMs, onError }: LoopOptions): Loop {
  const state = { stopping: false, awake: false }
  let ring: () => void = () => undefined

  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, state.awake || state.stopping ? 0 : idleMs)
      ring = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const attempt = async (): Promise<boolean> => {
    try {
      return await work()
    } catch (error) {
      onError(error)
      return false
    }
  }

  const ended = (async () => {
    while (!state.stopping) {
      state.awake = false
      const more = await attempt()
      if (!more) await rest()
    }
  })()

  return {
    wake: () => {
      state.awake = true
      ring()
    },
    stop: () => {
      state.stopping = true
      ring()
      return ended
    },
  }
}
