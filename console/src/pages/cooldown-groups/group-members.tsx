import type { Automation } from '@outcrop/contract'
import { Group, Text } from '@mantine/core'
import { TextLink } from '../../ui/links.tsx'

interface GroupMembersProps {
  readonly groupId: string
  readonly automations: readonly Automation[]
}

/** The automations of a cooldown group as they are published, the highest priority first. */
export function GroupMembers({ groupId, automations }: GroupMembersProps) {
  const members = automations
    .flatMap(({ id, name, published, draft }) => {
      const { trigger } = published?.definition ?? draft
      const cooldown = trigger.type === 'manual' ? undefined : trigger.cooldown
      return cooldown?.group_id === groupId ? [{ id, name, priority: cooldown.priority }] : []
    })
    .toSorted((one, other) => other.priority - one.priority)
  if (members.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        none yet
      </Text>
    )
  }
  return (
    <Group gap="sm">
      {members.map(({ id, name, priority }) => (
        <TextLink key={id} to="/automations/$id" params={{ id }} size="sm">
          {name} ({priority})
        </TextLink>
      ))}
    </Group>
  )
}
