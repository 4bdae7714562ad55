import { BarChart, type BarChartSeries } from '@mantine/charts'
import { Box, Card, Title } from '@mantine/core'
import { formatCompact, formatNumber } from './format.ts'

interface ChartCardProps<Point extends object> {
  readonly title: string
  /** What the chart shows, in words, for those who do not see it. */
  readonly summary: string
  /** Each with a `label` and a number for every series. */
  readonly points: Point[]
  readonly series: BarChartSeries[]
  readonly formatValue?: (value: number) => string
  readonly formatTick?: (value: number) => string
  /** Width of the axis in pixels. */
  readonly axis?: number
  /** Bars stand side by side, because their sum means nothing. */
  readonly beside?: boolean
}

/** Bars over time. */
export function ChartCard<Point extends object>(props: ChartCardProps<Point>) {
  const { title, summary, points, series, formatValue, formatTick, axis, beside = false } = props
  return (
    <Card>
      <Title order={2} size="h5" mb="md">
        {title}
      </Title>
      <Box role="img" aria-label={summary}>
        <BarChart
          h={190}
          data={points.map((point) => ({ ...point }))}
          dataKey="label"
          type={beside ? 'default' : 'stacked'}
          series={series}
          tickLine="none"
          valueFormatter={formatValue ?? formatNumber}
          yAxisProps={{
            width: axis ?? 44,
            allowDecimals: formatTick !== undefined,
            tickFormatter: formatTick ?? formatCompact,
          }}
          xAxisProps={{ minTickGap: 24 }}
          barProps={{ isAnimationActive: false, radius: 2 }}
          barChartProps={{ accessibilityLayer: false }}
        />
      </Box>
    </Card>
  )
}
