import { openedEvent, type LoggedEvent, type PackedEvent } from '../events/events.ts'
import { applyEvent, dueAt, membershipChanges, openedVisitor, packedVisitor, requireWhole, type Happening, type Membership, type PackedVisitor, type PendingStitch, type StoredVisitor, type VisitorState } from '../visitors/visitors.ts' // prettier-ignore
import type { VisitorEvents } from './by-visitor.ts'
import { carriedBy, type Carried } from './carried.ts'
import { decide, type Decision } from './decide.ts'
import type { StreamRules } from './rules.ts'

/** What an event has come to, as far as it is kept until its batch is stored. */
export interface AppliedEvent {
  readonly event: PackedEvent
  readonly decision: Decision
  readonly carried: Carried
  /** What its trace tells; null where nobody traces it. */
  readonly traced: TracedEvent | null
}

export interface TracedEvent {
  readonly event: LoggedEvent
  readonly happenings: readonly Happening[]
}

export interface AppliedToVisitor {
  readonly applied: readonly AppliedEvent[]
  readonly visitor?: PackedVisitor
  readonly memberships: readonly Membership[]
  readonly pending: readonly PendingStitch[]
}

/**
 * Applies the events of one visitor: pure. It is opened, given its events, and packed again, so that
 * what it is made of is gone before the next one comes: of a batch only texts and decisions stay.
 */
export function applyToVisitor(
  { streamId, visitorId, known, events }: VisitorEvents,
  rules: StreamRules | undefined,
): AppliedToVisitor {
  if (!rules || visitorId === null) {
    const applied = events.map((event) =>
      appliedOf(event, openedEvent(event), rules, undefined, []),
    )
    return { applied, memberships: [], pending: [] }
  }
  const before = known && openedVisitor(known)
  if (before) requireWhole(before.state)
  const pending: PendingStitch[] = []
  let state = before?.state
  const applied = events.map((packed) => {
    const event = openedEvent(packed)
    const after = applyEvent(state, { visitorId, payload: event.payload, ...originOf(event) }, rules.profile) // prettier-ignore
    state = after.state
    pending.push(...idsGiven(event, visitorId, after.happenings, rules))
    return appliedOf(packed, event, rules, state, after.happenings)
  })
  const [first] = events
  if (!state || !first) return { applied, memberships: [], pending }
  const after = { streamId, visitorId, organizationId: first.organization_id, shard: first.shard, state, dueAt: before?.dueAt ?? null, place: before?.place } // prettier-ignore
  return {
    applied,
    visitor: packedVisitor(withDue(after, rules)),
    memberships: membershipChanges(after, before?.state, state),
    pending,
  }
}

const originOf = ({ id, received_at, depth, causes }: LoggedEvent) => ({
  eventId: id,
  eventAt: received_at.getTime(),
  depth,
  causes: causes ?? [],
})

function appliedOf(
  packed: PackedEvent,
  event: LoggedEvent,
  rules: StreamRules | undefined,
  visitor: VisitorState | undefined,
  happenings: readonly Happening[],
): AppliedEvent {
  return {
    event: packed,
    decision: decide(event, rules, visitor, happenings),
    carried: carriedBy(event, rules),
    traced: event.trace_id === null ? null : { event, happenings },
  }
}

function idsGiven(
  event: LoggedEvent,
  visitorId: string,
  happenings: readonly Happening[],
  { profile: { identifiers } }: StreamRules,
): PendingStitch[] {
  if (identifiers.size === 0) return []
  return happenings.flatMap((one) => {
    if (one.type !== 'changed' || one.scope !== 'visitor' || !identifiers.has(one.attribute))
      return []
    if (typeof one.after !== 'string') return []
    return [{ organizationId: event.organization_id, streamId: event.stream_id, visitorId, value: one.after, origin: originOf(event) }] // prettier-ignore
  })
}

/** A time that is too early does no harm; a time that moves with every event would cost an index. */
function withDue(visitor: StoredVisitor, rules: StreamRules): StoredVisitor {
  const { state, visitorId, dueAt: kept } = visitor
  const due = dueAt(state, visitorId, state.lastEventAt, rules.profile)
  const next = due === null ? null : new Date(due)
  return { ...visitor, dueAt: kept && next && kept <= next ? kept : next }
}
