import type { Pool } from '../../db/pool.ts'
import { groupCommit } from '../../kernel/group-commit.ts'
import { startLoop } from '../../kernel/loop.ts'
import { Problem } from '../../kernel/problem.ts'
import { keyOf, type BucketName, type BucketRow } from './bucket-row.ts'
import { taughtBuckets } from './bucket-store.ts'
import { createBook, type Book } from './book.ts'
import { learn } from './learn.ts'
import type { LimitedCall, LimitedProvider } from './limited-call.ts'
import { leaseSlices, returnSlices, type Slice, type SliceRequest } from './lease-slices.ts'
import { has, learnRow, putBack, sliceRequest, take, takeIn, takeUnused, type LocalBucket } from './local-bucket.ts' // prettier-ignore
import { deleteSlotsOfDead } from './slot-store.ts'
import { roomFor, type Room } from './room-for.ts'

/** The right to make one call. */
export interface Permit {
  /** The call has ended; null when nobody knows what it used, and all that was reserved counts. */
  settle(usedTokens: number | null): void
  /** AWS refused the call because it came too often. */
  throttled(rate: 'requests' | 'tokens', retryAfterMs: number | undefined): void
}

export interface Limiter {
  /** Says what is set now. */
  readonly use: (providers: readonly LimitedProvider[]) => void
  /** Throws `limit-reached`, which says when to come again, without waiting itself. */
  reserve(call: LimitedCall): Promise<Permit>
  /** What may be claimed. Does nothing, and asks nobody, where nothing is limited. */
  readonly room: Room
  /** What counts now, for metrics. */
  rates(): ReturnType<Book['rates']>
  stop(): Promise<void>
}

export interface LimiterOptions {
  readonly pool: Pool
  readonly workerId: string
  /** Of a clock that nobody sets, in milliseconds. */
  readonly clock: () => number
  readonly onWait: (call: LimitedCall) => void
  readonly onError: (error: unknown) => void
}

/** How long a slice may lie unused before it is given back, and how often others' lessons are read. */
const idleMs = 1000
const lessonsMs = 2000

/** Keeps calls within limits that all workers share, from slices of them that this one has leased. */
export function createLimiter(options: LimiterOptions): Limiter {
  const { pool, workerId, clock, onWait } = options
  const book = createBook()
  const leases = groupCommit<SliceRequest, { slice: Slice | undefined }>(
    async (requests) => {
      const slices = await leaseSlices(pool, workerId, requests)
      return requests.map((request) => ({ slice: slices.get(keyOf(request)) }))
    },
    { maxBatch: 100 },
  )
  const leasing = new Map<LocalBucket, Promise<void>>()

  /** One lease of a bucket at a time; whoever comes meanwhile waits for the same one. */
  const lease = (bucket: LocalBucket, tokens: number): Promise<void> => {
    const underWay = leasing.get(bucket)
    if (underWay) return underWay
    const work = leases
      .add(sliceRequest(bucket, tokens, clock()))
      .then(({ slice }) => slice && takeIn(bucket, slice, clock()))
      .finally(() => leasing.delete(bucket))
      .then(() => undefined)
    leasing.set(bucket, work)
    return work
  }

  const tidying = startTidying(book, options)

  return {
    use: (providers) => book.use(providers),
    reserve: async (call) => {
      const buckets = book.counting(call, clock())
      await takeAll(buckets, call, { clock, lease, onWait })
      book.note(call, clock())
      return permitFor(call, buckets, { ...options, book })
    },
    room: roomFor(book, clock, lease),
    rates: () => book.rates(clock()),
    stop: () => tidying.stop(),
  }
}

/** Gives back what nobody needs, and reads what other workers have learned. */
function startTidying(
  book: Book,
  { pool, workerId, clock, onError }: LimiterOptions,
): { stop(): Promise<void> } {
  const tidy = async (unusedForMs: number) => {
    const unused = book.all().flatMap((bucket) => takeUnused(bucket, clock(), unusedForMs) ?? [])
    if (unused.length > 0) await returnSlices(pool, workerId, unused)
    return false
  }
  const readLessons = async () => {
    for (const row of await taughtBuckets(pool)) learnRow(book.bucket(nameOf(row)), row, clock())
    if (book.all().some(({ set }) => set.inFlight !== null)) await deleteSlotsOfDead(pool)
    return false
  }
  const loops = [
    startLoop(() => tidy(idleMs), { idleMs, onError }),
    startLoop(readLessons, { idleMs: lessonsMs, onError }),
  ]
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
      await tidy(0).catch(onError)
    },
  }
}

interface Filling extends Pick<LimiterOptions, 'clock' | 'onWait'> {
  readonly lease: (bucket: LocalBucket, tokens: number) => Promise<void>
}

/** How often a call asks for a slice that others take from under it before it waits for its turn. */
const patience = 50

/** Takes what the call needs out of every bucket at once, or throws and takes nothing. */
async function takeAll(
  buckets: readonly LocalBucket[],
  call: LimitedCall,
  { clock, lease, onWait }: Filling,
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const lacking = buckets.filter((bucket) => !has(bucket, call.tokens, clock()))
    if (lacking.length === 0) {
      // Without a pause after the look: nobody else may take it meanwhile.
      for (const bucket of buckets) take(bucket, call, clock())
      return
    }
    const waitMs = Math.max(...lacking.map(({ emptyUntil }) => emptyUntil - clock()))
    if (waitMs > 0 || tries >= patience) {
      onWait(call)
      throw new Problem('limit-reached', `The limit of ${call.target === '' ? 'the provider' : call.target} is reached for the moment.`, { retryAfterMs: Math.max(50, Math.ceil(waitMs)) }) // prettier-ignore
    }
    await Promise.all(lacking.map((bucket) => lease(bucket, call.tokens)))
  }
}

interface Permitting extends LimiterOptions {
  readonly book: Book
}

function permitFor(
  call: LimitedCall,
  buckets: readonly LocalBucket[],
  { pool, clock, book, onError }: Permitting,
): Permit {
  const startedAt = clock()
  return {
    settle: (usedTokens) => {
      const unused = usedTokens === null ? 0 : call.tokens - usedTokens
      for (const bucket of buckets) putBack(bucket, unused, clock())
    },
    throttled: (rate, retryAfterMs = 0) => {
      const bucket = book.bucket(call)
      // What is being learned just now came from the same burst.
      if (bucket.learning) return
      bucket.learning = true
      const throttle = {
        providerId: call.providerId,
        target: call.target,
        set: bucket.set,
        rate,
        ageMs: () => clock() - startedAt,
        observed: book.observed(call, rate, clock()),
        retryAfterMs,
      }
      // What was leased at the old rate is too much now.
      bucket.calls = 0
      void learn(pool, throttle)
        .then((row) => row && learnRow(bucket, row, clock()), onError)
        .finally(() => (bucket.learning = false))
    },
  }
}

const nameOf = (row: BucketRow): BucketName => ({ providerId: row.provider_id, target: row.target })
