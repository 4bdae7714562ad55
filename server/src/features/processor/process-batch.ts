import type { Pool } from '../../db/pool.ts'
import { transaction } from '../../db/transaction.ts'
import { readLog, type LoggedEvent } from '../events/events.ts'
import { insertRuns } from '../runs/runs.ts'
import { countTraced } from '../trace/trace.ts'
import { addUsage } from '../usage/usage.ts'
import { decide, type Decision } from './decide.ts'
import { advance, insertNotes, type ShardLease } from './lease-store.ts'
import type { Leases } from './leases.ts'
import { notesOf } from './notes.ts'
import type { StreamRules } from './rules.ts'

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

/** A shard of the batch has another owner now: nothing of the batch is stored. */
export class LostShard extends Error {
  override readonly name = 'LostShard'
}

/**
 * Applies the next events of the log: runs, notes, usage and the new positions commit together, so
 * each event is applied exactly once. Resolves with how many events there were.
 */
export async function processBatch(context: BatchContext): Promise<number> {
  const { pool, owner, leases, now, maxEvents } = context
  if (leases.owned() === 0) return 0
  const events = await readLog(pool, leases.positions(), maxEvents)
  const last = events.at(-1)
  if (!last) return 0
  const rules = context.rules()
  const decisions = events.map((event) => ({
    event,
    decision: decide(event, rules.get(event.stream_id)),
  }))
  const moved = movedLeases(events, leases)
  const at = now()
  const runs = decisions.flatMap(({ decision }) => decision.runs)
  const notes = decisions.flatMap((one) => noteOf(one, at))
  const traced = events.flatMap(({ trace_id }) => trace_id ?? [])
  await transaction(pool, async (db) => {
    const [advanced] = await Promise.all([
      advance(db, owner, moved),
      insertRuns(db, runs, at),
      insertNotes(db, notes),
      countTraced(db, traced, at),
      addUsage(db, events.map(usageOf)),
    ])
    if (advanced.length < moved.length) throw new LostShard('A shard has another owner now.')
  })
  leases.moveTo({ xid: last.xid, id: last.id })
  context.onBatch?.(events.length, at.getTime() - last.received_at.getTime())
  return events.length
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

function noteOf({ event, decision }: { event: LoggedEvent; decision: Decision }, at: Date) {
  return event.trace_id === null ? [] : [{ eventId: event.id, at, lines: notesOf(decision) }]
}

const usageOf = (event: LoggedEvent) => ({
  organizationId: event.organization_id,
  subjectId: event.stream_id,
  at: event.received_at,
  events: 1,
  runs: 0,
  failures: 0,
  calls: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: null,
})
