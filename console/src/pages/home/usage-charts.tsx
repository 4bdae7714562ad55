import type { Usage } from '@outcrop/contract'
import { SimpleGrid } from '@mantine/core'
import { ChartCard } from '../../ui/chart-card.tsx'
import { formatNumber } from '../../ui/format.ts'
import { chartPoints } from './chart-points.ts'

/** Events beside runs: what came in, and what became of it. */
export function UsageCharts({ usage: { hours, totals } }: { readonly usage: Usage }) {
  const points = chartPoints(hours)
  const unit = hours.length <= 48 ? 'hour' : 'day'
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <ChartCard
        title={`Events by ${unit}`}
        summary={`Chart: ${formatNumber(totals.events)} events by ${unit}.`}
        points={points}
        series={[{ name: 'Events', color: 'blue.6' }]}
      />
      <ChartCard
        title={`Runs by ${unit}`}
        summary={`Chart: ${formatNumber(totals.runs)} runs by ${unit}, of which ${formatNumber(totals.failures)} failed.`}
        points={points}
        series={[
          { name: 'Succeeded', color: 'lichen.6' },
          { name: 'Failed', color: 'red.6' },
        ]}
      />
    </SimpleGrid>
  )
}
