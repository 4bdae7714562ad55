import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { noteUnknown } from '../data-sources/data-sources.ts'
import { insertDelays } from '../delays/delays.ts'
import { readLog, type LoggedEvent } from '../events/events.ts'
import { insertRuns } from '../runs/runs.ts'
import { countTraced } from '../trace/trace.ts'
import { addUsage } from '../usage/usage.ts'
import {
  insertPending,
  lockVisitors,
  storeMemberships,
  storeVisitors,
} from '../visitors/visitors.ts'
import { addVolumes } from '../volumes/volumes.ts'
import { applyBatch, visitorsIn, type AppliedBatch, type AppliedEvent } from './apply-batch.ts'
import { carriedBy } from './carried.ts'
import { advance, type ShardLease } from './lease-store.ts'
import type { Leases } from './leases.ts'
import { insertNotes } from './note-store.ts'
import { notesOf } from './notes.ts'
import type { StreamRules } from './rules.ts'
import { refusedStarts, withoutRefused } from './within-caps.ts'

export interface BatchContext {
  readonly pool: Pool
  readonly owner: string
  readonly leases: Leases
  readonly rules: () => ReadonlyMap<string, StreamRules>
  readonly now: () => Date
  readonly maxEvents: number
  /** A batch was committed: how many events, and how long ago the last of them was collected. */
  readonly onBatch?: ((events: number, lagMs: number) => void) | undefined
}

/** How many events there were, and when the last of them was received; null when there were none. */
export interface Batch {
  readonly events: number
  readonly until: Date | null
  /** Visitors were given ids, which may be those of others. */
  readonly stitches: boolean
}

const empty: Batch = { events: 0, until: null, stitches: false }

const mayStitch = (rules: StreamRules | undefined): boolean =>
  rules !== undefined && rules.profile.identifiers.size > 0

/** A shard of the batch has another owner now: nothing of the batch is stored. */
export class LostShard extends Error {
  override readonly name = 'LostShard'
}

/** So few events are not worth a second transaction. */
const worthSharing = 200

/**
 * Applies the next events of the log: visitors, runs, notes, usage and the new positions commit
 * together, so each event is applied exactly once. Many events are applied in two transactions at
 * once, each of its own shards: while the database works for one, this process works for the other.
 */
export async function processBatch(context: BatchContext): Promise<Batch> {
  const { pool, leases, now, maxEvents } = context
  if (leases.owned() === 0) return empty
  const events = await readLog(pool, leases.positions(), maxEvents)
  const last = events.at(-1)
  if (!last) return empty
  const at = now()
  const parts = events.length < worthSharing ? [events] : byParityOfShard(events)
  // Both end before anybody hears of a failure: the positions are then read from the database again.
  const ends = await Promise.allSettled(parts.map((part) => applyTogether(context, part, at)))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  leases.moveTo({ xid: last.xid, id: last.id })
  context.onBatch?.(events.length, at.getTime() - last.received_at.getTime())
  const stitches = ends.some((end) => end.status === 'fulfilled' && end.value)
  return { events: events.length, until: last.received_at, stitches }
}

const byParityOfShard = (events: readonly LoggedEvent[]): LoggedEvent[][] =>
  [0, 1]
    .map((parity) => events.filter(({ shard }) => shard % 2 === parity))
    .filter(({ length }) => length > 0)

/** Applies events in one transaction; whether visitors were given ids. */
function applyTogether(
  { pool, owner, leases, rules: current }: BatchContext,
  events: readonly LoggedEvent[],
  at: Date,
): Promise<boolean> {
  const rules = current()
  const moved = movedLeases(events, leases)
  return transaction(pool, async (db) => {
    const [advanced, known] = await Promise.all([
      advance(db, owner, moved),
      lockVisitors(db, visitorsIn(events), events.some(({ stream_id }) => mayStitch(rules.get(stream_id)))), // prettier-ignore
    ])
    if (advanced.length < moved.length) throw new LostShard('A shard has another owner now.')
    const batch = applyBatch(events, known, rules)
    await storeBatch(db, { ...batch, applied: await withinCaps(db, batch.applied, rules, at) }, rules, at) // prettier-ignore
    return batch.pending.length > 0
  })
}

/** Suppresses what has started often enough. Without caps this asks the database nothing. */
async function withinCaps(
  db: Db,
  applied: readonly AppliedEvent[],
  rules: ReadonlyMap<string, StreamRules>,
  now: Date,
): Promise<readonly AppliedEvent[]> {
  const occasions = applied.map(({ event, decision }) => ({ runs: decision.runs, at: event.received_at.getTime() })) // prettier-ignore
  const refused = await refusedStarts(db, occasions, rules, now)
  if (refused.size === 0) return applied
  return applied.map((one) => ({ ...one, decision: withoutRefused(one.decision, refused) }))
}

async function storeBatch(
  db: Db,
  { applied, visitors, memberships, pending }: AppliedBatch,
  rules: ReadonlyMap<string, StreamRules>,
  at: Date,
): Promise<void> {
  const events = applied.map(({ event }) => event)
  const { counted, unknown } = carriedBy(events, rules)
  await Promise.all([
    storeVisitors(db, visitors),
    storeMemberships(db, memberships),
    insertPending(db, pending),
    insertRuns(
      db,
      applied.flatMap(({ decision }) => decision.runs),
      at,
    ),
    insertDelays(
      db,
      applied.flatMap(({ decision }) => decision.delayed.map(({ delay }) => delay)),
      at,
    ),
    insertNotes(
      db,
      applied.flatMap((one) => noteOf(one, rules, at)),
    ),
    countTraced(
      db,
      events.flatMap(({ trace_id }) => trace_id ?? []),
      at,
    ),
    addUsage(db, events.map(usageOf)),
    addVolumes(db, counted),
    noteUnknown(db, unknown),
  ])
}

/** The last event of each shard in the batch is its new position. */
function movedLeases(events: readonly LoggedEvent[], leases: Leases): ShardLease[] {
  const moved = new Map<number, ShardLease>()
  for (const { shard, xid, id } of events) {
    const lease = leases.lease(shard)
    if (lease) moved.set(shard, { shard, fence: lease.fence, xid, id })
  }
  return [...moved.values()].toSorted((a, b) => a.shard - b.shard)
}

function noteOf(one: AppliedEvent, rules: ReadonlyMap<string, StreamRules>, at: Date) {
  const { id, trace_id, stream_id } = one.event
  if (trace_id === null) return []
  return [{ eventId: id, at, lines: notesOf(one, rules.get(stream_id)) }]
}

const usageOf = (event: LoggedEvent) => ({
  organizationId: event.organization_id,
  subjectId: event.stream_id,
  at: event.received_at,
  events: 1,
  runs: 0,
  failures: 0,
})
