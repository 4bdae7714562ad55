import { Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import type { MetricFigures } from '@outcrop/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { automationMetricsQuery } from '../../queries.ts'
import { FigureCards } from '../../ui/figure-cards.tsx'
import { formatCompact, formatDuration, formatMoney, formatNumber } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { useNow } from '../../ui/use-now.ts'
import { MetricCharts } from './metric-charts.tsx'
import { MetricProblems } from './metric-problems.tsx'
import { spanChosen, spanQuery, type MetricsSpan } from './metrics-span.ts'

const choices = [
  { value: '24', label: '24 hours' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days' },
  { value: 'custom', label: 'Custom' },
]

/** How an automation did: in the last hours, or on chosen days. */
export function MetricsView({ automationId }: { readonly automationId: string }) {
  const now = useNow()
  const [span, setSpan] = useState<MetricsSpan>({ hours: 24 })
  const asked = spanQuery(span)
  const metrics = useQuery({
    ...automationMetricsQuery(automationId, asked ?? {}),
    enabled: asked !== undefined,
    refetchInterval: 10_000,
  })
  return (
    <Stack gap="lg">
      <Group align="end">
        <SegmentedControl
          aria-label="Time span"
          data={choices}
          value={'hours' in span ? String(span.hours) : 'custom'}
          onChange={(choice) => setSpan(spanChosen(choice, now))}
        />
        {'from' in span && (
          <>
            <TextInput
              type="date"
              label="First day"
              value={span.from}
              onChange={(event) => setSpan({ ...span, from: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label="Last day"
              value={span.to}
              onChange={(event) => setSpan({ ...span, to: event.currentTarget.value })}
            />
          </>
        )}
      </Group>
      {asked ? (
        <Loaded query={metrics} height={640}>
          {(data) => (
            <>
              <FigureCards figures={figuresOf(data.totals)} />
              <MetricCharts metrics={data} />
              <MetricProblems automationId={automationId} problems={data.problems} />
            </>
          )}
        </Loaded>
      ) : (
        <Text size="sm" c="dimmed">
          Choose a first day and a last one that is not before it, at most 400 days in all.
        </Text>
      )}
    </Stack>
  )
}

function figuresOf(totals: MetricFigures) {
  const { runs, succeeded, failed, cancelled, retries, latency_ms: latency, tokens } = totals
  return [
    {
      name: 'Runs',
      value: formatCompact(runs),
      note: `${formatNumber(succeeded)} succeeded, ${formatNumber(failed)} failed, ${formatNumber(cancelled)} cancelled`,
    },
    { name: 'Retries', value: formatCompact(retries), note: 'tries that failed and were made again' },
    {
      name: 'Latency, p50',
      value: latency ? formatDuration(latency.p50) : '–',
      note: latency ? `p95: ${formatDuration(latency.p95)}` : 'no run succeeded',
    },
    {
      name: 'Spend',
      value: formatMoney(totals.cost_usd),
      note: tokens.input === null ? 'tokens are unknown' : `${formatCompact(tokens.input)} tokens in, ${formatCompact(tokens.output ?? 0)} out`,
    },
  ] // prettier-ignore
}
