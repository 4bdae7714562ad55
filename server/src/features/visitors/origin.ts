/** The event that something is due to, and the automations whose answers led to it. */
export interface Origin {
  readonly eventId: string
  /** When the event was received, in milliseconds since 1970. */
  readonly eventAt: number
  readonly depth: number
  /** Of automations. Empty when an event from outside took part. */
  readonly causes: readonly string[]
}

/** What several events are due to: the last of them, and what led to all of them. */
export function latestOrigin(before: Origin | undefined, event: Origin): Origin {
  if (!before) return event
  const fromOutside = before.causes.length === 0 || event.causes.length === 0
  return {
    eventId: event.eventId,
    eventAt: event.eventAt,
    depth: fromOutside ? 0 : Math.max(before.depth, event.depth),
    causes: fromOutside ? [] : [...new Set([...before.causes, ...event.causes])],
  }
}
