import type { Exchange } from '../wire/exchange.ts'

/** Resolves after the time, or at once when the client is gone. Infinity waits for that alone. */
export function pause(ms: number, exchange: Pick<Exchange, 'isGone' | 'onGone'>): Promise<void> {
  if (ms <= 0 || exchange.isGone()) return Promise.resolve()
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      unsubscribe()
      resolve()
    }
    const unsubscribe = exchange.onGone(finish)
    const timer = ms === Infinity ? undefined : setTimeout(finish, ms)
  })
}
