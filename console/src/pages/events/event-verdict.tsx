import type { Event } from '@outcrop/contract'
import { Group } from '@mantine/core'
import { TextLink } from '../../ui/links.tsx'
import { VerdictBadge } from '../../ui/verdict-badge.tsx'

type EventVerdictProps = Pick<Event, 'id' | 'name' | 'specification'>

/** How an event keeps to its specification, and the way there, or to a new one. */
export function EventVerdict({ id, name, specification }: EventVerdictProps) {
  return (
    <Group gap={8}>
      <VerdictBadge verdict={specification?.verdict} />
      {specification && (
        <TextLink to="/specifications/$id" params={{ id: specification.id }} size="sm">
          Specification
        </TextLink>
      )}
      {!specification && name !== null && (
        <TextLink to="/specifications/new" search={{ event_id: id }} size="sm">
          Make a specification
        </TextLink>
      )}
    </Group>
  )
}
