import { spanHours, type SpanHours } from '../../search.ts'

/** The last so many hours, or days of UTC, both included: `2026-11-01`. */
export type MetricsSpan =
  { readonly hours: SpanHours } | { readonly from: string; readonly to: string }

const dayMs = 86_400_000
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** What people choose between. Their own days begin with the last week. */
export function spanChosen(choice: string, now: number): MetricsSpan {
  const hours = spanHours.find((one) => String(one) === choice)
  return hours === undefined ? { from: dayOf(now - 6 * dayMs), to: dayOf(now) } : { hours }
}

/** What the API is asked for; undefined while the days make no span. */
export function spanQuery(
  span: MetricsSpan,
): { hours?: number; from?: string; to?: string } | undefined {
  // prettier-ignore
  if ('hours' in span) return { hours: span.hours }
  const [from, last] = [Date.parse(span.from), Date.parse(span.to)]
  if (Number.isNaN(from) || Number.isNaN(last) || last < from || last - from >= 400 * dayMs) return undefined // prettier-ignore
  return { from: new Date(from).toISOString(), to: new Date(last + dayMs).toISOString() }
}
