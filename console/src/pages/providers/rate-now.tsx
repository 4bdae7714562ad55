import type { CurrentLimit } from '@outcrop/contract'
import { Badge, Group, Text } from '@mantine/core'
import { formatNumber } from '../../ui/format.ts'

/** A rate that counts now, and what was set where that is another. */
export function RateNow({
  rate: { set, now },
}: {
  readonly rate: CurrentLimit['requests_per_minute']
}) {
  if (now === null) return '–'
  if (now === set) return formatNumber(now)
  return (
    <>
      <Group gap={6} justify="flex-end">
        <Badge color="yellow">Learned</Badge>
        <Text size="sm" fw={600}>
          {formatNumber(now)}
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {set === null ? 'nothing is set' : `${formatNumber(set)} is set`}
      </Text>
    </>
  )
}
