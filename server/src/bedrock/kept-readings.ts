import { LRUCache } from 'lru-cache'
import type { Clock } from '../kernel/clock.ts'
import { unlessAborted } from '../kernel/unless-aborted.ts'
import { isMissingPermission } from './list-models.ts'

/** How long is believed what AWS did not tell, in milliseconds: permissions may come, and failures pass. */
const keptMs = { forbidden: 300_000, failed: 5000 }

/** Reads what has this key, or takes what was read of it a short while ago. Throws the `Problem` of reading. */
export type KeptReadings<T> = (key: string, read: () => Promise<T>, signal: AbortSignal) => Promise<T> // prettier-ignore

/**
 * Has everybody who asks for the same wait for one reading, whose failure is kept, too. What AWS told
 * is believed for `toldMs`, in milliseconds.
 */
export function createKeptReadings<T>(now: Clock, toldMs = 300_000): KeptReadings<T> {
  const known = new LRUCache<string, { read: Promise<T>; until: number }>({ max: 2000 })
  const readAnew = (key: string, read: Promise<T>) => {
    const entry = { read, until: Number.POSITIVE_INFINITY }
    known.set(key, entry)
    const keep = (ms: number) => void (entry.until = now().getTime() + ms)
    read.then(
      () => keep(toldMs),
      (error: unknown) => keep(isMissingPermission(error) ? keptMs.forbidden : keptMs.failed),
    )
    return read
  }
  return (key, read, signal) => {
    const entry = known.get(key)
    const isKnown = entry !== undefined && entry.until > now().getTime()
    return unlessAborted(isKnown ? entry.read : readAnew(key, read()), signal)
  }
}
