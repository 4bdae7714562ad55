/** Gives a call up when nothing has been heard of it for too long. */
export interface Watch {
  /** Aborted with the reason when it was silent for too long, and when it is stopped. */
  readonly signal: AbortSignal
  heard(): void
  stop(): void
}

export function createWatch(idleMs: number, reason: () => Error): Watch {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  return {
    signal: controller.signal,
    heard: () => {
      clearTimeout(timer)
      timer = setTimeout(() => controller.abort(reason()), idleMs)
    },
    stop: () => {
      clearTimeout(timer)
      controller.abort()
    },
  }
}
