import type { Pool } from '../../db/pool.ts'
import { transaction } from '../../db/transaction.ts'
import { keyOf, type BucketName, type BucketRow } from './bucket-row.ts'
import { countWorkers, lockBuckets, storeLesson } from './bucket-store.ts'
import type { Figures } from './figures.ts'
import { cutRate } from './learned-rate.ts'

/** What AWS refused because it came too often. */
export interface Throttle extends BucketName {
  readonly set: Figures
  /** Which of the two rates was refused. */
  readonly rate: 'requests' | 'tokens'
  /** How long ago the refused call began, in milliseconds. */
  readonly ageMs: () => number
  /** What this worker was using per minute. */
  readonly observed: number
  /** How long AWS asks to wait, in milliseconds; 0 when it does not. */
  readonly retryAfterMs: number
}

/** Lowers a rate after a refusal, for all workers. Resolves with what is known of the bucket now. */
export function learn(pool: Pool, throttle: Throttle): Promise<BucketRow | undefined> {
  return transaction(pool, async (db) => {
    const row = (await lockBuckets(db, [throttle])).get(keyOf(throttle))
    if (!row) return undefined
    const now = row.now.getTime()
    // The others are taken to be as busy as this one: a guess, which the next refusals put right.
    const observed = throttle.observed * Math.max(1, await countWorkers(db))
    const refusal = { startedAt: now - throttle.ageMs(), observed }
    const lesson = {
      providerId: throttle.providerId,
      target: throttle.target,
      learnedRequests:
        throttle.rate === 'requests'
          ? cutRate(row.learned_requests, throttle.set.requestsPerMinute, refusal, now)
          : row.learned_requests,
      learnedTokens:
        throttle.rate === 'tokens'
          ? cutRate(row.learned_tokens, throttle.set.tokensPerMinute, refusal, now)
          : row.learned_tokens,
      blockedUntil: later(row.blocked_until, new Date(now + throttle.retryAfterMs)),
    }
    await storeLesson(db, lesson)
    return { ...row, learned_requests: lesson.learnedRequests, learned_tokens: lesson.learnedTokens, blocked_until: lesson.blockedUntil } // prettier-ignore
  })
}

const later = (one: Date | null, other: Date): Date => (one && one > other ? one : other)
