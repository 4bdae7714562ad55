import { fullLevel, refill, type Level } from './bucket.ts'
import { noLimits, type Figures } from './figures.ts'
import { rateNow, type LearnedRate } from './learned-rate.ts'

/** Which limit: of a whole provider (target '') or of one model, flow or agent on it. */
export interface BucketName {
  readonly providerId: string
  readonly target: string
}

export interface BucketRow {
  readonly provider_id: string
  readonly target: string
  readonly requests: number | null
  readonly tokens: number | null
  readonly filled_at: Date | null
  readonly learned_requests: LearnedRate | null
  readonly learned_tokens: LearnedRate | null
  readonly blocked_until: Date | null
  /** The clock of the database: the machines of the workers need not agree. */
  readonly now: Date
}

/** What counts now: what is set, or less where refusals have taught so. */
export function figuresNow(
  row: Pick<BucketRow, 'learned_requests' | 'learned_tokens'> | undefined,
  set: Figures | undefined,
  now: number,
): Figures {
  const { requestsPerMinute, tokensPerMinute, inFlight } = set ?? noLimits
  return {
    requestsPerMinute: rateNow(row?.learned_requests ?? null, requestsPerMinute, now),
    tokensPerMinute: rateNow(row?.learned_tokens ?? null, tokensPerMinute, now),
    inFlight,
  }
}

/** What a bucket holds now; one that was never used is full. */
export function levelNow(row: BucketRow, figures: Figures): Level {
  const now = row.now.getTime()
  const full = fullLevel(figures, now)
  if (!row.filled_at) return full
  const level = {
    requests: row.requests ?? full.requests,
    tokens: row.tokens ?? full.tokens,
    at: row.filled_at.getTime(),
  }
  return refill(level, figures, now)
}

export const blockedMs = ({ blocked_until, now }: BucketRow): number =>
  blocked_until ? Math.max(0, blocked_until.getTime() - now.getTime()) : 0

export const keyOf = ({ providerId, target }: BucketName): string => `${providerId} ${target}`
