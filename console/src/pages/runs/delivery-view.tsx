import type { DeliveryRecord } from '@outcrop/contract'
import { Badge, Group, Stack, Text } from '@mantine/core'
import { TextLink } from '../../ui/links.tsx'

const places = {
  stream: 'back into the stream',
  collect: 'to a Collect endpoint',
  nowhere: 'nowhere: kept on the run',
} as const

const colors = { delivered: 'lichen', skipped: 'gray', failed: 'red' } as const

/** Where a result went. */
export function DeliveryView({ delivery }: { readonly delivery: DeliveryRecord | undefined }) {
  if (!delivery) {
    return (
      <Text size="sm" c="dimmed">
        Nothing was delivered.
      </Text>
    )
  }
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Badge color={colors[delivery.state]}>{delivery.state}</Badge>
        <Text size="sm">{places[delivery.to]}</Text>
        {delivery.status !== undefined && <Text size="sm">HTTP {delivery.status}</Text>}
      </Group>
      {delivery.url && <Text size="sm">{delivery.url}</Text>}
      {delivery.reason && <Text size="sm">{delivery.reason}</Text>}
      {delivery.event_id && (
        <TextLink to="/events/$id" params={{ id: delivery.event_id }} size="sm">
          Open the answer event
        </TextLink>
      )}
    </Stack>
  )
}
