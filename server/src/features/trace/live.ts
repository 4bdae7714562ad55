import type { TraceLine } from '@outcrop/contract'
import { setTimeout as sleep } from 'node:timers/promises'

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
 * Lines of a trace as they come to be, each once. A line has an id made of what it says, so that a
 * follower that comes back with the last id it saw misses nothing and sees nothing twice.
 */
export async function* followTrace(
  read: () => Promise<{ lines: readonly TraceLine[]; ended: boolean }>,
  pulse: Pulse,
  lastId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<LiveMessage> {
  const sent = new Set<string>()
  let skipping = lastId
  while (!signal.aborted) {
    const { lines, ended } = await read()
    const resumed =
      skipping === undefined ? -1 : lines.findIndex((line) => lineId(line) === skipping)
    for (const [index, line] of lines.entries()) {
      const id = lineId(line)
      if (sent.has(id)) continue
      sent.add(id)
      if (index > resumed) yield { event: 'line', id, data: line }
    }
    skipping = undefined
    if (ended) {
      yield { event: 'end', id: 'end', data: {} }
      return
    }
    await pulse.next(1000, signal)
    // Under load there is a beat every few milliseconds; reading a trace that often would be a load itself.
    await sleep(restMs, undefined, { signal }).catch(() => undefined)
  }
}

function lineId({ at, event_id, run_id, text }: TraceLine): string {
  return encodeURIComponent([at, event_id ?? '', run_id ?? '', text.slice(0, 60)].join('|'))
}
