import { figuresNow, type BucketName, type BucketRow } from './bucket-row.ts'
import { isLimited, noLimits, type Figures } from './figures.ts'
import type { Slice, SliceRequest, UnusedSlice } from './lease-slices.ts'
import type { LimitedCall } from './limited-call.ts'

/** How soon a bucket that gave nothing is asked again at the earliest, in milliseconds. */
const leastWaitMs = 200

/** What one process has of a bucket: its slice of the rates, its calls in flight, and what it knows. */
export interface LocalBucket extends BucketName {
  set: Figures
  /** As the database had it last, and how far the clock of the database is ahead of ours. */
  row: BucketRow | undefined
  aheadMs: number
  calls: number
  tokens: number
  slots: number
  inUse: number
  /** Runs that were claimed for what is here, and have not taken it yet. */
  readonly promised: Set<string>
  /** Tokens that a call asks for on average. */
  averageTokens: number
  emptyUntil: number
  usedAt: number
  /** Whether a refusal is being stored. */
  learning: boolean
}

export const newBucket = (name: BucketName): LocalBucket => ({
  providerId: name.providerId,
  target: name.target,
  set: noLimits,
  row: undefined,
  aheadMs: 0,
  calls: 0,
  tokens: 0,
  slots: 0,
  inUse: 0,
  promised: new Set(),
  averageTokens: 0,
  emptyUntil: 0,
  usedAt: 0,
  learning: false,
})

export const figuresOf = (bucket: LocalBucket, now: number): Figures =>
  figuresNow(bucket.row, bucket.set, now + bucket.aheadMs)

/** Whether there is anything to wait for. */
export const counts = (bucket: LocalBucket, now: number): boolean =>
  isLimited(figuresOf(bucket, now)) || blockedUntil(bucket) > now

/** When AWS wants to be called again, on our clock. */
function blockedUntil({ row, aheadMs }: LocalBucket): number {
  return row?.blocked_until ? row.blocked_until.getTime() - aheadMs : 0
}

/** Whether a call that needs so many tokens can begin out of what is here. */
export function has(bucket: LocalBucket, tokens: number, now: number): boolean {
  const { requestsPerMinute, tokensPerMinute, inFlight } = figuresOf(bucket, now)
  return (
    blockedUntil(bucket) <= now &&
    (requestsPerMinute === null || bucket.calls >= 1) &&
    (tokensPerMinute === null || bucket.tokens >= tokens) &&
    (inFlight === null || bucket.inUse < bucket.slots)
  )
}

/** How many more runs can begin with what is here, beside those that were promised it. */
export function roomIn(bucket: LocalBucket, now: number): number {
  if (bucket.emptyUntil > now || blockedUntil(bucket) > now) return 0
  const { requestsPerMinute, tokensPerMinute, inFlight } = figuresOf(bucket, now)
  const room = Math.min(
    requestsPerMinute === null ? Infinity : bucket.calls,
    tokensPerMinute === null ? Infinity : Math.floor(bucket.tokens / Math.max(1, bucket.averageTokens)), // prettier-ignore
    inFlight === null ? Infinity : bucket.slots - bucket.inUse,
  )
  return Math.max(0, room - bucket.promised.size)
}

/** Takes what a call needs. What it turns out to have used is settled by `putBack`. */
export function take(
  bucket: LocalBucket,
  { runId, tokens }: Pick<LimitedCall, 'runId' | 'tokens'>,
  now: number,
): void {
  bucket.promised.delete(runId)
  bucket.calls = Math.max(0, bucket.calls - 1)
  // Where tokens are not limited, nobody leases any: they would be owed when a limit is learned.
  bucket.tokens = figuresOf(bucket, now).tokensPerMinute === null ? 0 : bucket.tokens - tokens
  bucket.inUse += 1
  bucket.usedAt = now
  bucket.averageTokens = bucket.averageTokens === 0 ? tokens : bucket.averageTokens * 0.9 + tokens * 0.1 // prettier-ignore
}

export function putBack(bucket: LocalBucket, unusedTokens: number, now: number): void {
  bucket.inUse -= 1
  if (figuresOf(bucket, now).tokensPerMinute !== null) bucket.tokens += unusedTokens
  // A call in flight less may be all that others wait for.
  if (bucket.set.inFlight !== null) bucket.emptyUntil = 0
}

/** What to ask for: a second's worth, and some calls in flight more. */
export function sliceRequest(bucket: LocalBucket, tokens: number, now: number): SliceRequest {
  const { requestsPerMinute, tokensPerMinute, inFlight } = figuresOf(bucket, now)
  const tokensEach = Math.max(1, Math.ceil(bucket.averageTokens), tokens)
  const perSecond = Math.min(
    requestsPerMinute === null ? Infinity : requestsPerMinute / 60,
    tokensPerMinute === null ? Infinity : tokensPerMinute / 60 / tokensEach,
  )
  const calls = Number.isFinite(perSecond) ? Math.max(1, Math.ceil(perSecond) - bucket.calls) : 1
  const more = inFlight === null ? 0 : Math.max(1, Math.ceil(inFlight / 8))
  return {
    providerId: bucket.providerId,
    target: bucket.target,
    set: bucket.set,
    calls,
    tokensEach,
    tokensHeld: bucket.tokens,
    slots: bucket.slots,
    slotsInUse: bucket.inUse,
    slotsWanted: Math.max(bucket.slots, bucket.inUse + bucket.promised.size + more),
  }
}

/** Takes in what was leased. A bucket that gave nothing is not asked again for a while. */
export function takeIn(bucket: LocalBucket, slice: Slice, now: number): void {
  bucket.calls += slice.calls
  bucket.tokens += slice.tokens
  bucket.slots = slice.slots
  bucket.usedAt = now
  learnRow(bucket, slice.row, now)
  if (slice.waitMs > 0) bucket.emptyUntil = now + Math.max(leastWaitMs, slice.waitMs)
}

export function learnRow(bucket: LocalBucket, row: BucketRow, now: number): void {
  bucket.row = row
  bucket.aheadMs = row.now.getTime() - now
}

/** Takes out what has not been needed for a while, to give it back; null when there is nothing. */
export function takeUnused(bucket: LocalBucket, now: number, idleMs: number): UnusedSlice | null {
  const isIdle = now - bucket.usedAt >= idleMs
  const spareSlots = bucket.set.inFlight !== null && bucket.slots > bucket.inUse
  if (!isIdle || (bucket.calls <= 0 && bucket.tokens === 0 && !spareSlots)) return null
  const { providerId, target, set, calls, tokens } = bucket
  bucket.slots = Math.min(bucket.slots, bucket.inUse)
  bucket.calls = 0
  bucket.tokens = 0
  return { providerId, target, set, calls, tokens, slots: bucket.slots }
}
