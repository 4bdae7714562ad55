import { BarChart, type BarChartSeries } from '@mantine/charts'
import { Box, Card, Title } from '@mantine/core'
import { axisTicks } from './axis-ticks.ts'
import { formatCompact, formatNumber } from './format.ts'
import { highestBar } from './highest-bar.ts'

interface ChartCardProps<Point extends object> {
  readonly title: string
  /** What the chart shows, in words, for those who do not see it. */
  readonly summary: string
  /** Each with a `label` and a number for every series. */
  readonly points: Point[]
  readonly series: BarChartSeries[]
  readonly formatValue?: (value: number) => string
  /** A mark of the axis, and the step between two of them. */
  readonly formatTick?: (value: number, step: number) => string
  /** Whether values are parts of one, as those of a dollar: else the axis has whole steps. */
  readonly inParts?: boolean
  /** Width of the axis in pixels. */
  readonly axis?: number
  /** Bars stand side by side, because their sum means nothing. */
  readonly beside?: boolean
}

/** Bars over time. */
export function ChartCard<Point extends object>(props: ChartCardProps<Point>) {
  const { title, summary, points, series, formatValue, formatTick, axis } = props
  const { beside = false, inParts = false } = props
  const highest = highestBar(points, series.map(({ name }) => name), beside) // prettier-ignore
  const ticks = axisTicks(highest, !inParts)
  return (
    <Card>
      <Title order={2} size="h5" mb="md">
        {title}
      </Title>
      <Box role="img" aria-label={summary}>
        <BarChart
          h={210}
          data={points.map((point) => ({ ...point }))}
          dataKey="label"
          type={beside ? 'default' : 'stacked'}
          series={series}
          tickLine="none"
          // One series is what the title says.
          withLegend={series.length > 1}
          valueFormatter={formatValue ?? formatNumber}
          yAxisProps={{
            width: axis ?? 44,
            ticks,
            // Every mark has its label, the highest one whole.
            interval: 0,
            domain: [0, ticks.at(-1) ?? 0],
            tickFormatter: (value: number) =>
              formatTick ? formatTick(value, ticks[1] ?? 0) : formatCompact(value),
          }}
          xAxisProps={{ minTickGap: 24 }}
          barProps={{ isAnimationActive: false, radius: 2 }}
          barChartProps={{ accessibilityLayer: false, margin: { top: 8 } }}
        />
      </Box>
    </Card>
  )
}
