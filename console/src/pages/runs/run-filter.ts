import type { RouteInput, routes } from '@outcrop/contract'
import type { Period, RunsSearch } from '../../search.ts'

const hourMs = 3_600_000
const lengths: Record<Period, number> = {
  '1h': hourMs,
  '24h': 24 * hourMs,
  '7d': 168 * hourMs,
  '30d': 720 * hourMs,
}

type RunFilter = RouteInput<typeof routes.listRuns>['query']

/** What to ask the server for, from what the address says. `now` in milliseconds. */
export function runFilter({ since, from, to, ...rest }: RunsSearch, now: number): RunFilter {
  const after = since === undefined ? utc(from) : new Date(now - lengths[since]).toISOString()
  const before = since === undefined ? utc(to) : undefined
  return { limit: 50, ...rest, created_after: after, created_before: before }
}

/** A local time such as 2026-01-31T09:30 as UTC; undefined for what is no time. */
export function utc(local: string | undefined): string | undefined {
  const time = local === undefined ? NaN : Date.parse(local)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

/** A time in milliseconds as an input of local time wants it: 2026-01-31T09:30. */
export function localMinute(time: number): string {
  const date = new Date(time - new Date(time).getTimezoneOffset() * 60_000)
  return date.toISOString().slice(0, 16)
}
