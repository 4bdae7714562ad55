import { numberOf } from './read-value.ts'
import type { Visit } from './state.ts'

const minute = 60_000
/** However often events come, a visit ends after a day. */
const longestVisit = 24 * 60 * minute
const mobile: ReadonlySet<unknown> = new Set(['android', 'ios', 'win', 'bb10', 'native_mobile'])

/**
 * How long a visit stays open without an event, as its first event says: `_dc_ttl_` in milliseconds
 * from 5 seconds to 30 minutes, or 2 minutes on a phone, or 30 minutes.
 */
export function visitLength(event: Readonly<Record<string, unknown>>): number {
  const asked = numberOf(event['_dc_ttl_'])
  if (asked !== undefined) return Math.min(Math.max(asked, 5000), 30 * minute)
  return mobile.has(event['platform']) ? 2 * minute : 30 * minute
}

/** When a visit ends if no event comes before. */
export const visitEndsAt = ({ startedAt, lastEventAt, ttlMs }: Visit): number =>
  Math.min(lastEventAt + ttlMs, startedAt + longestVisit)

/** Whether an event asks for the end of its visit. */
export const endsVisit = (event: Readonly<Record<string, unknown>>): boolean =>
  (event['kill_visitor_session'] === true || event['kill_visitor_session'] === 'true') // prettier-ignore
