import type { Held, PackedEvent } from '../events/events.ts'
import { BrokenState, type Membership, type PackedVisitor, type PendingStitch, type VisitorKey } from '../visitors/visitors.ts' // prettier-ignore
import { applyToVisitor, type AppliedEvent } from './apply-to-visitor.ts'
import { byVisitor } from './by-visitor.ts'
import type { StreamRules } from './rules.ts'
import { visitorName } from './visitor-name.ts'

/** What a batch of events makes of everything: to be stored as one. */
export interface AppliedBatch {
  /** In the order of the events. */
  readonly applied: readonly AppliedEvent[]
  readonly visitors: readonly PackedVisitor[]
  readonly memberships: readonly Membership[]
  /** Visitors that were given an id. */
  readonly pending: readonly PendingStitch[]
  /** Events of visitors whose stored states are broken: nothing was made of them. */
  readonly broken: readonly Held[]
}

/** The visitors that events are about, each once. */
export function visitorsIn(events: readonly PackedEvent[]): VisitorKey[] {
  const keys = new Map<string, VisitorKey>()
  for (const { stream_id: streamId, visitor_id: visitorId } of events) {
    if (visitorId !== null) keys.set(visitorName({ streamId, visitorId }), { streamId, visitorId })
  }
  return [...keys.values()]
}

/** Applies events to the visitors that are known, one visitor at a time: pure. */
export function applyBatch(
  events: readonly PackedEvent[],
  known: readonly PackedVisitor[],
  rules: ReadonlyMap<string, StreamRules>,
): AppliedBatch {
  const broken: Held[] = []
  const each = byVisitor(events, known).flatMap((own) => {
    try {
      return [applyToVisitor(own, rules.get(own.streamId))]
    } catch (error) {
      if (!(error instanceof BrokenState)) throw error
      for (const event of own.events)
        broken.push({ event, code: 'visitor-broken', reason: error.message })
      return []
    }
  })
  const applied = new Map<string, AppliedEvent>()
  for (const one of each) for (const event of one.applied) applied.set(event.event.id, event)
  return {
    applied: events.flatMap(({ id }) => applied.get(id) ?? []),
    visitors: each.flatMap(({ visitor }) => visitor ?? []),
    memberships: each.flatMap(({ memberships }) => memberships),
    pending: each.flatMap(({ pending }) => pending),
    broken,
  }
}
