import type { Pool } from '../../db/pool.ts'
import { isBefore, shardCount, type Position } from '../events/events.ts'
import {
  advance,
  countProcessors,
  leaveProcessors,
  releaseLeases,
  renewLeases,
  takeLeases,
  type ShardLease,
} from './lease-store.ts'

/** The shards that this process owns, and how far each is processed. */
export interface Leases {
  /** By shard; undefined where someone else is the owner. */
  positions(): readonly (Position | undefined)[]
  owned(): number
  shards(): readonly number[]
  lease(shard: number): ShardLease | undefined
  /** Notes in memory that everything up to here is processed, in every owned shard. */
  moveTo(position: Position): void
  /** Is counted when others work out their fair share; resolves when those that start with it are, too. */
  join(together?: () => Promise<void>): Promise<void>
  /** Renews, takes what is free up to a fair share, and gives back what is more than that. */
  balance(): Promise<void>
  release(): Promise<void>
  /** Forgets everything; the next balance asks the database again. */
  forget(): void
}

export function createLeases(pool: Pool, owner: string, leaseS: number): Leases {
  const leases = new Map<number, ShardLease>()
  let unsaved = false

  const balance = async () => {
    const held = new Set(await renewLeases(pool, owner, leaseS))
    const known = [...leases.keys()]
    for (const shard of known) if (!held.has(shard)) leases.delete(shard)
    // Held in the database but unknown here: the answer was lost on the way. Start over with it.
    const unknown = [...held].filter((shard) => !leases.has(shard))
    if (unknown.length > 0) await releaseLeases(pool, owner, unknown)
    // What no event moved is written down too, so that a successor need not read it again.
    if (unsaved) await advance(pool, owner, [...leases.values()])
    unsaved = false
    const share = Math.ceil(shardCount / (await countProcessors(pool, owner, leaseS)))
    const surplus = [...leases.keys()].slice(share)
    if (surplus.length > 0) await releaseLeases(pool, owner, surplus)
    for (const shard of surplus) leases.delete(shard)
    if (leases.size >= share) return
    for (const lease of await takeLeases(pool, owner, leaseS, share - leases.size))
      leases.set(lease.shard, lease)
  }

  return {
    join: async (together) => {
      await countProcessors(pool, owner, leaseS)
      await together?.()
    },
    balance,
    positions: () => Array.from({ length: shardCount }, (_, shard) => leases.get(shard)),
    owned: () => leases.size,
    shards: () => [...leases.keys()],
    lease: (shard) => leases.get(shard),
    moveTo: (position) => {
      unsaved = true
      for (const [shard, lease] of leases) {
        if (isBefore(lease, position))
          leases.set(shard, { ...lease, xid: position.xid, id: position.id })
      }
    },
    release: async () => {
      await releaseLeases(pool, owner, [...leases.keys()])
      await leaveProcessors(pool, owner)
      leases.clear()
    },
    forget: () => leases.clear(),
  }
}
