import { Card, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { automationsQuery } from '../../queries.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PlainList } from '../../ui/plain-list.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { startingOn } from './starting-on.ts'
import { triggerChoiceOf, triggerLabels } from './trigger-choice.ts'

/** The automations that start on a feed or an audience. */
export function StartsHere({ id }: { readonly id: string }) {
  const automations = useQuery(automationsQuery())
  return (
    <Card>
      <Title order={2} size="h5" mb="xs">
        What starts here
      </Title>
      <Loaded query={automations}>
        {({ items }) => {
          const found = startingOn(id, items)
          if (found.length === 0) {
            return (
              <Text size="sm" c="dimmed">
                No automation starts here yet.
              </Text>
            )
          }
          return (
            <PlainList label="What starts here">
              {found.map(({ automation, trigger }) => (
                <Group component="li" key={automation.id} gap="xs">
                  <TextLink to="/automations/$id" params={{ id: automation.id }} size="sm">
                    {automation.name}
                  </TextLink>
                  <StateBadge state={automation.state} />
                  <Text size="sm" c="dimmed">
                    {triggerLabels[triggerChoiceOf(trigger)]}
                  </Text>
                </Group>
              ))}
            </PlainList>
          )
        }}
      </Loaded>
    </Card>
  )
}
