import type { AutomationMetrics } from '@outcrop/contract'

/** Bars of the charts, one for each hour in local time, or for each day of UTC. */
export function metricPoints({ points, unit }: AutomationMetrics) {
  const label = new Intl.DateTimeFormat(
    undefined,
    unit === 'hour'
      ? { hour: 'numeric', minute: '2-digit' }
      : { month: 'short', day: 'numeric', timeZone: 'UTC' },
  )
  return points.map((point) => ({
    label: label.format(new Date(point.at)),
    Succeeded: point.succeeded,
    Failed: point.failed,
    Retries: point.retries,
    p50: point.latency_ms?.p50 ?? 0,
    p95: point.latency_ms?.p95 ?? 0,
    Spend: Number(point.cost_usd ?? 0),
    Input: point.tokens.input ?? 0,
    Output: point.tokens.output ?? 0,
  }))
}
