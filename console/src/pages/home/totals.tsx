import type { Usage } from '@outcrop/contract'
import { Card, SimpleGrid, Text } from '@mantine/core'
import { formatCompact, formatMoney, formatNumber } from '../../ui/format.ts'

/** The sums of the chosen time. */
export function Totals({ totals }: { readonly totals: Usage['totals'] }) {
  const share = totals.runs === 0 ? 0 : totals.failures / totals.runs
  const figures = [
    { name: 'Events', value: formatCompact(totals.events), note: 'collected' },
    { name: 'Runs', value: formatCompact(totals.runs), note: 'ended' },
    {
      name: 'Failures',
      value: formatCompact(totals.failures),
      note: `${share.toLocaleString(undefined, { style: 'percent', maximumFractionDigits: 1 })} of the runs`,
    },
    {
      name: 'Spend',
      value: formatMoney(totals.cost_usd),
      note: `${formatNumber(totals.calls)} calls, ${formatCompact(totals.tokens.input + totals.tokens.output)} tokens`,
    },
  ]
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }}>
      {figures.map(({ name, value, note }) => (
        <Card key={name} padding="md">
          <Text size="sm" c="dimmed">
            {name}
          </Text>
          <Text fz={28} fw={640} lh={1.3} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {value}
          </Text>
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  )
}
