import type { Event } from '@outcrop/contract'
import { Badge, Group } from '@mantine/core'
import { TextLink } from '../../ui/links.tsx'

/** The data source that an event names. */
export function EventSource({ source }: Pick<Event, 'source'>) {
  if (!source) return 'none named'
  if (source.id === null) {
    return (
      <Group gap={6}>
        {source.key}
        <Badge color="yellow">Unknown source</Badge>
      </Group>
    )
  }
  return (
    <TextLink to="/data-sources/$id" params={{ id: source.id }} size="sm">
      {source.name}
    </TextLink>
  )
}
