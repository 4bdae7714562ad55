import { Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { usageGroupsQuery } from '../../queries.ts'
import type { UsageSearch } from '../../search.ts'
import { ChartCard } from '../../ui/chart-card.tsx'
import { formatMoney, formatMoneyTick, formatNumber, words } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { SpanSelect } from '../../ui/span-select.tsx'
import { useNow } from '../../ui/use-now.ts'
import { UsageFigures } from './usage-figures.tsx'
import { usagePoints } from './usage-points.ts'
import { UsageTable } from './usage-table.tsx'
import { usageTotals } from './usage-totals.ts'

const dimensions = ['automation', 'model', 'provider', 'service', 'agent'] as const

/** What Bedrock was asked for, what it cost, and for whom. */
export function UsagePage() {
  const { hours = 168, by = 'automation' } = useSearch({ from: '/shell/usage' })
  const navigate = useNavigate()
  const now = useNow()
  const change = (part: UsageSearch) =>
    void navigate({ to: '/usage', search: (before) => ({ ...before, ...part }), replace: true })
  const unit = hours <= 48 ? 'hour' : 'day'
  const overTime = useQuery({ ...usageGroupsQuery(hours, unit), refetchInterval: 10_000 })
  const grouped = useQuery({ ...usageGroupsQuery(hours, by), refetchInterval: 10_000 })
  return (
    <Page
      title="Usage"
      description="Calls of Bedrock, their tokens, and what they cost at the prices that are set. Days are those of UTC."
      actions={<SpanSelect value={hours} onChange={(chosen) => change({ hours: chosen })} />}
    >
      <Stack gap="lg">
        <Loaded query={overTime} height={640}>
          {(usage) => {
            const groups = usage.groups ?? []
            const points = usagePoints(groups, hours, now)
            const totals = usageTotals(groups)
            return (
              <>
                <UsageFigures totals={totals} costUsd={usage.totals.cost_usd} />
                <SimpleGrid cols={{ base: 1, md: 2 }}>
                  <ChartCard
                    title={`Spend by ${unit}`}
                    summary={`Chart: ${formatMoney(usage.totals.cost_usd)} spent by ${unit}.`}
                    points={points}
                    series={[{ name: 'Spend', color: 'lichen.6' }]}
                    formatValue={(value) => formatMoney(String(value))}
                    formatTick={formatMoneyTick}
                    inParts
                    axis={78}
                  />
                  <ChartCard
                    title={`Tokens by ${unit}`}
                    summary={`Chart: ${formatNumber(totals.input)} tokens in and ${formatNumber(totals.output)} out by ${unit}.`}
                    points={points}
                    series={[
                      { name: 'Input', color: 'blue.6' },
                      { name: 'Output', color: 'grape.6' },
                    ]}
                  />
                </SimpleGrid>
                <Group gap="xs">
                  <Text size="sm" c="dimmed" aria-hidden>
                    Grouped by
                  </Text>
                  <SegmentedControl
                    aria-label="Grouped by"
                    data={dimensions.map((value) => ({ value, label: words(value) }))}
                    value={by}
                    onChange={(value) => change({ by: dimensions.find((one) => one === value) })}
                    size="xs"
                  />
                </Group>
                <Loaded query={grouped} height={200}>
                  {({ groups = [] }) => <UsageTable groups={groups} what={words(by)} />}
                </Loaded>
              </>
            )
          }}
        </Loaded>
      </Stack>
    </Page>
  )
}
