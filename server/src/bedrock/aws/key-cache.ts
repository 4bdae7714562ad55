import { LRUCache } from 'lru-cache'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Keys } from './keys.ts'

/** Nobody is asked again for keys that were refused just now. */
const failureMs = 30_000

export interface KeyCacheOptions {
  readonly now: Clock
  /** In [0, 1): spreads refreshes over time. */
  readonly random: () => number
  /** A refresh failed while the keys at hand are still good. */
  readonly onRefreshFailed: (problem: Problem) => void
}

export interface KeyCache {
  /** Keys that have not expired; loads them when there are none. `load` throws problems only. */
  get(name: string, load: () => Promise<Keys>): Promise<Keys>
  /** Forgets keys that AWS refused, unless others have taken their place; without `keys`, everything. */
  drop(name: string, keys?: Keys): void
  /** Forgets that keys were refused, of all names that begin like this. */
  forgetRefusals(prefix: string): void
}

interface Entry {
  keys?: Keys
  refreshAt: number
  failure?: { readonly problem: Problem; readonly until: number }
  loading?: Promise<Keys> | undefined
}

/**
 * Temporary keys of the whole process. They are refreshed in the background after 50 to 80 % of
 * their life, served until they expire, loaded once however many ask, and failures are remembered.
 */
export function createKeyCache({ now, random, onRefreshFailed }: KeyCacheOptions): KeyCache {
  const entries = new LRUCache<string, Entry>({ max: 10_000 })
  const clock = () => now().getTime()

  async function load(entry: Entry, source: () => Promise<Keys>): Promise<Keys> {
    try {
      const keys = await source()
      entry.keys = keys
      entry.refreshAt = refreshTime(keys, clock(), random())
      delete entry.failure
      return keys
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      entry.failure = { problem: error, until: clock() + failureMs }
      entry.refreshAt = entry.failure.until
      throw patient(error, failureMs)
    } finally {
      delete entry.loading
    }
  }

  return {
    async get(name, source) {
      const entry = entries.get(name) ?? { refreshAt: Number.POSITIVE_INFINITY }
      entries.set(name, entry)
      const at = clock()
      if (entry.keys && !isExpired(entry.keys, at)) {
        if (at >= entry.refreshAt && !entry.loading) {
          entry.loading = load(entry, source)
          entry.loading.catch((error: unknown) => {
            if (error instanceof Problem) onRefreshFailed(error)
          })
        }
        return entry.keys
      }
      if (entry.failure && at < entry.failure.until) {
        throw patient(entry.failure.problem, entry.failure.until - at)
      }
      entry.loading ??= load(entry, source)
      return entry.loading
    },
    forgetRefusals(prefix) {
      for (const [name, entry] of entries.entries()) {
        if (entry.failure && name.startsWith(prefix)) forgetFailure(entry, clock())
      }
    },
    drop(name, keys) {
      if (!keys || entries.get(name)?.keys?.accessKeyId === keys.accessKeyId) entries.delete(name)
    },
  }
}

function forgetFailure(entry: Entry, at: number): void {
  delete entry.failure
  entry.refreshAt = at
}

const isExpired = ({ expiration }: Keys, at: number): boolean =>
  expiration !== undefined && expiration.getTime() <= at

function refreshTime({ expiration }: Keys, at: number, random: number): number {
  if (!expiration) return Number.POSITIVE_INFINITY
  return at + (expiration.getTime() - at) * (0.5 + 0.3 * random)
}

/** Whoever tries again before the failure is forgotten would only spend an attempt. */
function patient({ code, message, remedy, aws, retryAfterMs = 0 }: Problem, ms: number): Problem {
  const wait = Math.max(ms, retryAfterMs)
  return new Problem(code, message, { remedy, retryAfterMs: wait, ...(aws && { aws }) })
}
