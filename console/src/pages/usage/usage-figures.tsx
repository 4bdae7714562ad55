import { Card, SimpleGrid, Text } from '@mantine/core'
import { formatCompact, formatMoney, formatNumber } from '../../ui/format.ts'
import type { UsageTotals } from './usage-totals.ts'

interface UsageFiguresProps {
  readonly totals: UsageTotals
  readonly costUsd: string | null
}

/** The sums of the chosen time. */
export function UsageFigures({ totals, costUsd }: UsageFiguresProps) {
  const { calls, failures, cached, input, output, cacheRead, unpriced } = totals
  const figures = [
    {
      name: 'Spend',
      value: formatMoney(costUsd),
      note:
        unpriced === 0
          ? 'at known prices'
          : `${formatNumber(unpriced)} calls without a known price`,
    },
    { name: 'Calls', value: formatCompact(calls), note: `${formatNumber(failures)} failed` },
    {
      name: 'Tokens',
      value: formatCompact(input + output),
      note: `${formatCompact(input)} in, ${formatCompact(output)} out, ${formatCompact(cacheRead)} from the model’s cache`,
    },
    { name: 'From the cache', value: formatCompact(cached), note: 'answers that cost nothing' },
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
