import { Group, Progress, Stack, Text } from '@mantine/core'
import type { Budget } from '@outcrop/contract'
import { formatMoney } from '../../ui/format.ts'
import { Time } from '../../ui/time.tsx'

const colours = {
  ok: 'lichen.6',
  warning: 'yellow.6',
  refusing: 'red.6',
  exceeded: 'red.6',
} as const

/** How much of a budget is used in its day or month. */
export function BudgetUse({ budget }: { readonly budget: Budget }) {
  const { current, amount_usd, period, name } = budget
  const share = current.used_ratio.toLocaleString(undefined, {
    style: 'percent',
    maximumFractionDigits: 1,
  })
  return (
    <Stack gap={4} miw={110}>
      <Progress
        value={Math.min(100, current.used_ratio * 100)}
        color={colours[current.state]}
        aria-label={`${share} of “${name}” is used`}
      />
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed">
          {formatMoney(current.spent_usd)} of {formatMoney(amount_usd)} this {period}
        </Text>
        <Text size="xs" fw={600}>
          {share}
        </Text>
      </Group>
      {current.warned_at !== null && (
        <Text size="xs">
          Passed 80 % <Time iso={current.warned_at} ago />
        </Text>
      )}
      {current.refused_at !== null && (
        <Text size="xs">
          Had no room for a call <Time iso={current.refused_at} ago />
        </Text>
      )}
    </Stack>
  )
}
