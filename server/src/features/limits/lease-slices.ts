import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { giveBack, grant, keptLevel } from './bucket.ts'
import { blockedMs, figuresNow, keyOf, levelNow, type BucketName, type BucketRow } from './bucket-row.ts' // prettier-ignore
import { lockBuckets, storeLevels, type StoredLevel } from './bucket-store.ts'
import type { Figures } from './figures.ts'
import { slotsOfOthers, storeSlots, type TakenSlots } from './slot-store.ts'

/** What a worker wants out of a bucket. */
export interface SliceRequest extends BucketName {
  readonly set: Figures
  readonly calls: number
  readonly tokensEach: number
  /** What it has left of earlier slices. */
  readonly tokensHeld: number
  /** Calls in flight that it has taken so far, how many of them are used, and how many it wants. */
  readonly slots: number
  readonly slotsInUse: number
  readonly slotsWanted: number
}

export interface Slice {
  readonly calls: number
  readonly tokens: number
  /** Calls in flight that the worker has taken now. */
  readonly slots: number
  /** How long until there is something again, in milliseconds; 0 when something was granted. */
  readonly waitMs: number
  /** What is known of the bucket, to count with until the next time. */
  readonly row: BucketRow
}

/** When a call of another worker will end, nobody knows: this is how soon to look again. */
const slotWaitMs = 200

/** Takes slices out of buckets, all in one transaction. Buckets of providers that are gone give nothing. */
export function leaseSlices(
  pool: Pool,
  workerId: string,
  requests: readonly SliceRequest[],
): Promise<Map<string, Slice>> {
  return transaction(pool, async (db) => {
    const rows = await lockBuckets(db, requests)
    const others = await othersSlots(db, workerId, requests)
    const slices = new Map<string, Slice>()
    const levels: StoredLevel[] = []
    const taken: TakenSlots[] = []
    for (const request of requests) {
      const row = rows.get(keyOf(request))
      if (!row) continue
      const figures = figuresNow(row, request.set, row.now.getTime())
      const level = levelNow(row, figures)
      const slots = slotsFor(request, figures, others.get(keyOf(request)) ?? 0)
      const blocked = blockedMs(row)
      const granted = blocked > 0 ? { level, calls: 0, tokens: 0, waitMs: blocked } : grant(level, figures, request) // prettier-ignore
      const noSlot = figures.inFlight !== null && slots <= request.slotsInUse
      levels.push({ ...request, level: keptLevel(granted.level, figures) })
      if (figures.inFlight !== null && slots !== request.slots) taken.push({ ...request, slots })
      slices.set(keyOf(request), { calls: granted.calls, tokens: granted.tokens, slots, waitMs: Math.max(granted.waitMs, noSlot ? slotWaitMs : 0), row }) // prettier-ignore
    }
    await storeLevels(db, levels)
    if (taken.length > 0) await storeSlots(db, workerId, taken)
    return slices
  })
}

async function othersSlots(
  db: Db,
  workerId: string,
  requests: readonly SliceRequest[],
): Promise<Map<string, number>> {
  const limited = requests.filter(({ set }) => set.inFlight !== null)
  if (limited.length === 0) return new Map()
  const rows = await slotsOfOthers(db, workerId, limited)
  return new Map(rows.map((row) => [keyOf({ providerId: row.provider_id, target: row.target }), row.taken])) // prettier-ignore
}

function slotsFor(
  { slots, slotsWanted }: SliceRequest,
  { inFlight }: Figures,
  others: number,
): number {
  if (inFlight === null) return slots
  return Math.max(slots, Math.min(slotsWanted, inFlight - others))
}

/** What a worker has of a bucket and does not need. */
export interface UnusedSlice extends BucketName {
  readonly set: Figures
  readonly calls: number
  readonly tokens: number
  /** Calls in flight that it keeps. */
  readonly slots: number
}

/** Puts slices back that nobody needs just now. */
export function returnSlices(
  pool: Pool,
  workerId: string,
  unused: readonly UnusedSlice[],
): Promise<void> {
  return transaction(pool, async (db) => {
    const rows = await lockBuckets(db, unused)
    const levels = unused.flatMap((slice): StoredLevel[] => {
      const row = rows.get(keyOf(slice))
      if (!row) return []
      const figures = figuresNow(row, slice.set, row.now.getTime())
      return [{ ...slice, level: keptLevel(giveBack(levelNow(row, figures), figures, slice), figures) }] // prettier-ignore
    })
    await storeLevels(db, levels)
    const limited = unused.filter(({ set }) => set.inFlight !== null)
    if (limited.length > 0) await storeSlots(db, workerId, limited.filter((slice) => rows.has(keyOf(slice)))) // prettier-ignore
  })
}
