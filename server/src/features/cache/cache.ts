import type { Db } from '../../db/db.ts'
import type { Clock } from '../../kernel/clock.ts'
import { unlessAborted } from '../../kernel/unless-aborted.ts'
import { cacheKey, type Question } from './cache-key.ts'
import { findCached, storeCached } from './cache-store.ts'

export { forgetCached, trimCache } from './cache-store.ts'
export { cacheKey, type Question } from './cache-key.ts'

type Raw = Record<string, unknown>

/** An answer that was kept, or the duty to find one for everybody who waits for it. */
export type Lookup =
  | { readonly found: Raw }
  | {
      readonly found: null
      /** Ends the wait of the others: with an answer that proved good, or with none. */
      readonly answer: (raw: Raw | null) => Promise<void>
    }

export interface AnswerCache {
  /**
   * Looks for an answer. Of those in this process who ask the same at the same time only one is told
   * that there is none; the others wait for its answer, and one of them tries next if it finds none.
   */
  lookUp(question: Question, ttlS: number, signal: AbortSignal): Promise<Lookup>
}

export interface CacheOptions {
  readonly db: Db
  readonly now: Clock
  readonly onLookUp: (hit: boolean) => void
}

/** Larger answers are not kept. */
const mostCharacters = 500_000

/** Keeps answers that proved good, by everything that they depend on. */
export function createCache({ db, now, onLookUp }: CacheOptions): AnswerCache {
  const underWay = new Map<string, Promise<Raw | null>>()

  return {
    async lookUp(question, ttlS, signal) {
      const key = cacheKey(question)
      for (let other = underWay.get(key); other; other = underWay.get(key)) {
        const raw = await unlessAborted(other, signal)
        if (raw) {
          onLookUp(true)
          return { found: raw }
        }
      }
      const end = begin(underWay, key)
      const { organizationId } = question
      const found = await findCached(db, organizationId, key, now()).catch((error: unknown) => {
        end(null)
        throw error
      })
      onLookUp(found !== undefined)
      if (found) {
        end(found)
        return { found }
      }
      return {
        found: null,
        answer: async (raw) => {
          end(raw)
          const text = raw && JSON.stringify(raw)
          if (text === null || text.length > mostCharacters) return
          const expiresAt = new Date(now().getTime() + ttlS * 1000)
          await storeCached(db, { organizationId, key, raw: text, expiresAt }, now())
        },
      }
    },
  }
}

/** Lets others wait for an answer to this question, until it is handed over. */
function begin(underWay: Map<string, Promise<Raw | null>>, key: string) {
  let resolve: (raw: Raw | null) => void = () => undefined
  underWay.set(key, new Promise((settle) => (resolve = settle)))
  return (raw: Raw | null) => {
    underWay.delete(key)
    resolve(raw)
  }
}
