import type { Visitor } from '@outcrop/contract'
import { Group, Text } from '@mantine/core'
import { TextLink } from '../../ui/links.tsx'
import { PlainList } from '../../ui/plain-list.tsx'
import { Time } from '../../ui/time.tsx'
import { ProfileCard } from './profile-card.tsx'

/** The audiences that a visitor is in, and since when. */
export function VisitorAudiences({ audiences }: Pick<Visitor, 'audiences'>) {
  return (
    <ProfileCard title="Audiences">
      {audiences.length === 0 ? (
        <Text size="sm" c="dimmed">
          In none right now.{' '}
          <TextLink to="/audiences/new" search={{}}>
            Create an audience
          </TextLink>{' '}
          whose condition this visitor meets.
        </Text>
      ) : (
        <PlainList>
          {audiences.map(({ id, name, joined_at }) => (
            <Group key={id} component="li" justify="space-between" gap="sm">
              <TextLink to="/audiences/$id" params={{ id }} size="sm">
                {name}
              </TextLink>
              <Text size="sm" c="dimmed">
                joined <Time iso={joined_at} ago />
              </Text>
            </Group>
          ))}
        </PlainList>
      )}
    </ProfileCard>
  )
}
