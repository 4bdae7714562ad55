import { setTimeout as sleep } from 'node:timers/promises'
import type { PlacedLine } from './place-store.ts'

/** Between two readings of a trace that somebody follows, in milliseconds. */
const restMs = 150

/** Wakes those who follow a trace whenever something that it may tell of has been committed. */
export interface Pulse {
  beat(): void
  /** Resolves at the next beat, or after `ms`. */
  next(ms: number, signal: AbortSignal): Promise<void>
}

export function createPulse(): Pulse {
  let waiting = new Set<() => void>()
  return {
    beat: () => {
      const woken = waiting
      waiting = new Set()
      for (const wake of woken) wake()
    },
    next: (ms, signal) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          waiting.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, ms)
        waiting.add(done)
        signal.addEventListener('abort', done)
        if (signal.aborted) done()
      }),
  }
}

export interface LiveMessage {
  readonly event: 'line' | 'end'
  readonly id: string
  readonly data: unknown
}

/**
 * Lines of a trace as they come to be, each once. The id of a line is its place, so that a follower
 * that comes back with the last id it saw misses nothing and sees nothing twice.
 */
export async function* followTrace(
  read: () => Promise<{ lines: readonly PlacedLine[]; ended: boolean }>,
  pulse: Pulse,
  lastId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<LiveMessage> {
  let seen = /^\d{1,9}$/.test(lastId ?? '') ? Number(lastId) : 0
  while (!signal.aborted) {
    const { lines, ended } = await read()
    for (const { place, line } of lines) {
      if (place <= seen) continue
      seen = place
      yield { event: 'line', id: String(place), data: line }
    }
    if (ended) {
      yield { event: 'end', id: String(seen), data: {} }
      return
    }
    await pulse.next(1000, signal)
    // Under load there is a beat every few milliseconds; reading a trace that often would be a load itself.
    await sleep(restMs, undefined, { signal }).catch(() => undefined)
  }
}
