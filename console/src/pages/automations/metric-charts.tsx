import { SimpleGrid } from '@mantine/core'
import type { AutomationMetrics } from '@outcrop/contract'
import { ChartCard } from '../../ui/chart-card.tsx'
import {
  formatDuration,
  formatMoney,
  formatMoneyTick,
  formatCount,
  formatNumber,
} from '../../ui/format.ts'
import { metricPoints } from './metric-points.ts'

/** Runs, latency, spend and tokens over time. */
export function MetricCharts({ metrics }: { readonly metrics: AutomationMetrics }) {
  const { totals, unit } = metrics
  const { runs, failed, retries, latency_ms: latency } = totals
  const points = metricPoints(metrics)
  const known = latency
    ? `half of the runs took up to ${formatDuration(latency.p50)}, 95 in 100 up to ${formatDuration(latency.p95)}`
    : 'no run succeeded'
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <ChartCard
        title={`Runs by ${unit}`}
        summary={`Chart: ${formatCount(runs)} runs by ${unit}, of which ${formatNumber(failed)} failed; ${formatNumber(retries)} retries.`}
        points={points}
        series={[
          { name: 'Succeeded', color: 'lichen.6' },
          { name: 'Failed', color: 'red.6' },
          { name: 'Retries', color: 'yellow.6' },
        ]}
      />
      <ChartCard
        title={`Latency by ${unit}`}
        summary={`Chart: latency by ${unit}; ${known}.`}
        points={points}
        series={[
          { name: 'p50', color: 'blue.6' },
          { name: 'p95', color: 'grape.6' },
        ]}
        formatValue={formatDuration}
        formatTick={formatDuration}
        axis={64}
        beside
      />
      <ChartCard
        title={`Spend by ${unit}`}
        summary={`Chart: ${formatMoney(totals.cost_usd)} spent by ${unit}.`}
        points={points}
        series={[{ name: 'Spend', color: 'lichen.6' }]}
        formatValue={(value) => formatMoney(String(value))}
        formatTick={formatMoneyTick}
        inParts
        axis={78}
      />
      <ChartCard
        title={`Tokens by ${unit}`}
        summary={`Chart: ${formatCount(totals.tokens.input)} tokens in and ${formatCount(totals.tokens.output)} out by ${unit}.`}
        points={points}
        series={[
          { name: 'Input', color: 'blue.6' },
          { name: 'Output', color: 'grape.6' },
        ]}
      />
    </SimpleGrid>
  )
}
