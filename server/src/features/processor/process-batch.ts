import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { noteUnknown } from '../data-sources/data-sources.ts'
import { insertDelays } from '../delays/delays.ts'
import { holdEvents, insertNotes, type NoteRow, type PackedEvent } from '../events/events.ts'
import { insertRuns } from '../runs/runs.ts'
import { countTraced } from '../trace/trace.ts'
import { addUsage } from '../usage/usage.ts'
import { insertPending, lockPacked, storeMemberships, storePacked, type PackedVisitor } from '../visitors/visitors.ts' // prettier-ignore
import { addVolumes } from '../volumes/volumes.ts'
import { applyBatch, visitorsIn, type AppliedBatch } from './apply-batch.ts'
import type { AppliedEvent } from './apply-to-visitor.ts'
import { advance, type ShardLease } from './lease-store.ts'
import type { Leases } from './leases.ts'
import { notesOf } from './notes.ts'
import type { StreamRules } from './rules.ts'
import { refusedStarts, withoutRefused } from './within-caps.ts'

export interface BatchContext {
  readonly pool: Pool
  readonly owner: string
  readonly rules: () => ReadonlyMap<string, StreamRules>
  readonly log: { error(fields: object, text: string): void }
}

const mayStitch = (rules: StreamRules | undefined): boolean =>
  rules !== undefined && rules.profile.identifiers.size > 0

/** A shard of the batch has another owner now: nothing of the batch is stored. */
export class LostShard extends Error {
  override readonly name = 'LostShard'
}

/**
 * Applies events in one transaction: visitors, runs, notes, usage and the new positions commit
 * together, so each event is applied exactly once. Resolves with whether visitors were given ids.
 */
export async function processBatch(
  { pool, owner, rules: current, log }: BatchContext,
  events: readonly PackedEvent[],
  moved: readonly ShardLease[],
  at: Date,
): Promise<boolean> {
  const rules = current()
  const { broken, pending } = await transaction(pool, async (db) => {
    const [advanced, known] = await Promise.all([
      advance(db, owner, moved),
      lockPacked(db, visitorsIn(events), events.some(({ stream_id }) => mayStitch(rules.get(stream_id)))), // prettier-ignore
    ])
    if (advanced.length < moved.length) throw new LostShard('A shard has another owner now.')
    const batch = await applyTo(db, known, events, rules, at)
    await holdEvents(db, batch.broken, at)
    return batch
  })
  for (const one of broken) log.error({ reason: one.reason, event: one.event.id, stream: one.event.stream_id, visitor: one.event.visitor_id }, isHeld) // prettier-ignore
  return pending.length > 0
}

/** What the log says of an event that was set aside. */
export const isHeld = 'an event cannot be applied: it is held, the others go on, and it is tried again' // prettier-ignore

/** Applies events to their visitors, who are locked, but those of a broken visitor. */
export async function applyTo(
  db: Db,
  known: readonly PackedVisitor[],
  events: readonly PackedEvent[],
  rules: ReadonlyMap<string, StreamRules>,
  at: Date,
): Promise<AppliedBatch> {
  const batch = applyBatch(events, known, rules)
  await storeBatch(db, { ...batch, applied: await withinCaps(db, batch.applied, rules, at) }, rules, at) // prettier-ignore
  return batch
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
  await Promise.all([
    storePacked(db, visitors),
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
    addVolumes(
      db,
      applied.flatMap(({ carried }) => carried.counted),
    ),
    noteUnknown(
      db,
      applied.flatMap(({ carried }) => carried.unknown),
    ),
  ])
}

/** The last event of each shard in the batch is its new position. */
export function movedLeases(events: readonly PackedEvent[], leases: Leases): ShardLease[] {
  const moved = new Map<number, ShardLease>()
  for (const { shard, xid, id } of events) {
    const lease = leases.lease(shard)
    if (lease) moved.set(shard, { shard, fence: lease.fence, xid, id })
  }
  return [...moved.values()].toSorted((a, b) => a.shard - b.shard)
}

function noteOf(
  { event, decision, traced }: AppliedEvent,
  rules: ReadonlyMap<string, StreamRules>,
  at: Date,
): NoteRow[] {
  if (!traced) return []
  return [{ eventId: event.id, at, lines: notesOf(traced, decision, rules.get(event.stream_id)) }]
}

const usageOf = (event: PackedEvent) => ({
  organizationId: event.organization_id,
  subjectId: event.stream_id,
  at: event.received_at,
  events: 1,
  runs: 0,
  failures: 0,
})
