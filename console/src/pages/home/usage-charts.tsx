import type { Usage } from '@outcrop/contract'
import { BarChart, type BarChartSeries } from '@mantine/charts'
import { Box, Card, SimpleGrid, Title } from '@mantine/core'
import { formatCompact, formatNumber } from '../../ui/format.ts'
import { chartPoints, type ChartPoint } from './chart-points.ts'

interface ChartProps {
  readonly title: string
  readonly summary: string
  readonly points: ChartPoint[]
  readonly series: BarChartSeries[]
}

function Chart({ title, summary, points, series }: ChartProps) {
  return (
    <Card>
      <Title order={2} size="h5" mb="md">
        {title}
      </Title>
      <Box role="img" aria-label={summary}>
        <BarChart
          h={190}
          data={points}
          dataKey="label"
          type="stacked"
          series={series}
          tickLine="none"
          valueFormatter={formatNumber}
          yAxisProps={{ width: 44, allowDecimals: false, tickFormatter: formatCompact }}
          xAxisProps={{ minTickGap: 24 }}
          barProps={{ isAnimationActive: false, radius: 2 }}
          barChartProps={{ accessibilityLayer: false }}
        />
      </Box>
    </Card>
  )
}

/** Events beside runs: what came in, and what became of it. */
export function UsageCharts({ usage: { hours, totals } }: { readonly usage: Usage }) {
  const points = chartPoints(hours)
  const unit = hours.length <= 48 ? 'hour' : 'day'
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Chart
        title={`Events by ${unit}`}
        summary={`Chart: ${formatNumber(totals.events)} events by ${unit}.`}
        points={points}
        series={[{ name: 'Events', color: 'blue.6' }]}
      />
      <Chart
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
