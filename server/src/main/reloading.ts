import { setTimeout as sleep } from 'node:timers/promises'
import { startLoop, type Loop } from '../kernel/loop.ts'

export interface ReloadingOptions {
  readonly onError: (error: unknown) => void
  /** How long a change may go unnoticed when its message was lost, in milliseconds. */
  readonly staleMs?: number
  /** How soon it is read again after that failed, in milliseconds. */
  readonly retryMs?: number
}

/**
 * Reads configuration whenever it is woken, one reading at a time: of two that overlap, the older one
 * could end last and stay. Reads again after a failure, and now and then unasked.
 */
export function startReloading(
  reload: () => Promise<void>,
  { onError, staleMs = 15_000, retryMs = 500 }: ReloadingOptions,
): Loop {
  const read = async (): Promise<boolean> => {
    try {
      await reload()
      return false
    } catch (error) {
      onError(error)
      await sleep(retryMs)
      return true
    }
  }
  return startLoop(read, { idleMs: staleMs, onError })
}
