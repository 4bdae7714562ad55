import type { Arriving } from '../apply-event.ts'

/** An event from outside. */
export const arriving = (
  visitorId: string,
  eventAt: number,
  payload: Record<string, unknown> = {},
): Arriving => ({ visitorId, eventId: `evt_${eventAt}`, eventAt, depth: 0, causes: [], payload })
