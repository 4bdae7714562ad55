import type { PackedEvent } from '../events/events.ts'
import type { PackedVisitor } from '../visitors/visitors.ts'
import { visitorName } from './visitor-name.ts'

/** The events of one visitor in their order, or those of a stream that are about nobody. */
export interface VisitorEvents {
  readonly streamId: string
  readonly visitorId: string | null
  /** The visitor as it is stored; undefined when it is new. */
  readonly known: PackedVisitor | undefined
  readonly events: readonly PackedEvent[]
}

/** Sorts events by their visitors. An event of an id that was stitched is about the visitor that it was stitched into. */
export function byVisitor(
  events: readonly PackedEvent[],
  known: readonly PackedVisitor[],
): VisitorEvents[] {
  const visitors = byAnyName(known)
  const groups = new Map<string, VisitorEvents & { readonly events: PackedEvent[] }>()
  for (const event of events) {
    const { stream_id: streamId, visitor_id: asked } = event
    const visitor = asked === null ? undefined : visitors.get(visitorName({ streamId, visitorId: asked })) // prettier-ignore
    const visitorId = visitor?.visitorId ?? asked
    const own = visitor && visitorId !== asked ? { ...event, visitor_id: visitorId, shard: visitor.shard } : event // prettier-ignore
    const name = visitorId === null ? streamId : visitorName({ streamId, visitorId })
    const group = groups.get(name)
    if (group) group.events.push(own)
    else groups.set(name, { streamId, visitorId, known: visitor, events: [own] })
  }
  return [...groups.values()]
}

const byAnyName = (known: readonly PackedVisitor[]): ReadonlyMap<string, PackedVisitor> =>
  new Map(
    known.flatMap(
      (one) =>
      [one.visitorId, ...(one.askedAs ?? [])].map((visitorId) => [visitorName({ ...one, visitorId }), one] as const), // prettier-ignore
    ),
  )
