import type { LoggedEvent } from '../events/events.ts'
import { applyEvent, dueAt, membershipChanges, type Happening, type Membership, type PendingStitch, type StoredVisitor, type VisitorKey } from '../visitors/visitors.ts' // prettier-ignore
import { decide, type Decision } from './decide.ts'
import type { StreamRules } from './rules.ts'
import { visitorName } from './visitor-name.ts'

export interface AppliedEvent {
  readonly event: LoggedEvent
  readonly decision: Decision
  readonly happenings: readonly Happening[]
}

/** What a batch of events makes of everything: to be stored as one. */
export interface AppliedBatch {
  readonly applied: readonly AppliedEvent[]
  readonly visitors: readonly StoredVisitor[]
  readonly memberships: readonly Membership[]
  /** Visitors that were given an id. */
  readonly pending: readonly PendingStitch[]
}

/** The visitors that events are about, each once. */
export function visitorsIn(events: readonly LoggedEvent[]): VisitorKey[] {
  const keys = new Map<string, VisitorKey>()
  for (const { stream_id: streamId, visitor_id: visitorId } of events) {
    if (visitorId !== null) keys.set(visitorName({ streamId, visitorId }), { streamId, visitorId })
  }
  return [...keys.values()]
}

/** Applies events in their order to the visitors that are known: pure. */
export function applyBatch(
  events: readonly LoggedEvent[],
  known: readonly StoredVisitor[],
  rules: ReadonlyMap<string, StreamRules>,
): AppliedBatch {
  const before = new Map(known.map((one) => [visitorName(one), one]))
  const stitched = leadingTo(known)
  const after = new Map<string, StoredVisitor>()
  const applied = events.map((collected): AppliedEvent => {
    const event = stitched.size === 0 ? collected : ofItsVisitor(collected, stitched)
    const own = rules.get(event.stream_id)
    const { visitor_id: visitorId, stream_id: streamId } = event
    if (!own || visitorId === null)
      return { event, decision: decide(event, own, undefined, []), happenings: [] }
    const name = visitorName({ streamId, visitorId })
    const current = after.get(name) ?? before.get(name)
    const arriving = { visitorId, payload: event.payload, eventId: event.id, eventAt: event.received_at.getTime(), depth: event.depth, causes: event.causes ?? [] } // prettier-ignore
    const { state, happenings } = applyEvent(current?.state, arriving, own.profile)
    after.set(name, {
      streamId,
      visitorId,
      organizationId: event.organization_id,
      shard: event.shard,
      state,
      dueAt: current?.dueAt ?? null,
    })
    return { event, decision: decide(event, own, state, happenings), happenings }
  })
  const changed = [...after].map(([name, visitor]) => ({ visitor, was: before.get(name) }))
  return {
    applied,
    visitors: changed.map(({ visitor }) => withDue(visitor, rules)),
    memberships: changed.flatMap(({ visitor, was }) => membershipChanges(visitor, was?.state, visitor.state)), // prettier-ignore
    pending: applied.flatMap((one) => idsGiven(one, rules)),
  }
}

/** Visitors by the names that lead to them. */
const leadingTo = (known: readonly StoredVisitor[]): ReadonlyMap<string, StoredVisitor> =>
  new Map(
    known.flatMap((one) =>
      (one.askedAs ?? []).map((visitorId) => [visitorName({ ...one, visitorId }), one]),
    ),
  )

/** An event of an id that was stitched is about the visitor that it was stitched into. */
function ofItsVisitor(
  event: LoggedEvent,
  stitched: ReadonlyMap<string, StoredVisitor>,
): LoggedEvent {
  const { stream_id: streamId, visitor_id: visitorId } = event
  const visitor = visitorId === null ? undefined : stitched.get(visitorName({ streamId, visitorId })) // prettier-ignore
  return visitor ? { ...event, visitor_id: visitor.visitorId, shard: visitor.shard } : event
}

function idsGiven(
  { event, happenings }: AppliedEvent,
  rules: ReadonlyMap<string, StreamRules>,
): PendingStitch[] {
  const identifiers = rules.get(event.stream_id)?.profile.identifiers
  const { visitor_id: visitorId } = event
  if (!identifiers || identifiers.size === 0 || visitorId === null) return []
  return happenings.flatMap((one) => {
    if (one.type !== 'changed' || one.scope !== 'visitor' || !identifiers.has(one.attribute))
      return []
    if (typeof one.after !== 'string') return []
    const origin = { eventId: event.id, eventAt: event.received_at.getTime(), depth: event.depth, causes: event.causes ?? [] } // prettier-ignore
    return [{ organizationId: event.organization_id, streamId: event.stream_id, visitorId, value: one.after, origin }] // prettier-ignore
  })
}

/** A time that is too early does no harm; a time that moves with every event would cost an index. */
function withDue(visitor: StoredVisitor, rules: ReadonlyMap<string, StreamRules>): StoredVisitor {
  const own = rules.get(visitor.streamId)
  const due = own && dueAt(visitor.state, visitor.visitorId, visitor.state.lastEventAt, own.profile)
  const next = due === null || due === undefined ? null : new Date(due)
  const { dueAt: kept } = visitor
  return { ...visitor, dueAt: kept && next && kept <= next ? kept : next }
}
