import type { Attribute, Visitor } from '@outcrop/contract'
import { Badge, Text } from '@mantine/core'
import { FactList } from '../../ui/fact-list.tsx'
import { formatNumber } from '../../ui/format.ts'
import { Time } from '../../ui/time.tsx'
import { AttributeList } from './attribute-list.tsx'
import { ProfileCard } from './profile-card.tsx'

interface VisitorVisitProps extends Pick<Visitor, 'visit'> {
  readonly attributes: readonly Attribute[]
}

/** The visit that is going on, and what is kept as long as it does. */
export function VisitorVisit({ visit, attributes }: VisitorVisitProps) {
  if (visit === null) {
    return (
      <ProfileCard title="Visit">
        <Text size="sm" c="dimmed">
          No visit is going on. The next event of this visitor begins one.
        </Text>
      </ProfileCard>
    )
  }
  return (
    <ProfileCard title="Visit" beside={<Badge color="lichen">Going on</Badge>}>
      <FactList
        facts={[
          ['Started', <Time key="started" iso={visit.started_at} ago />],
          ['Ends without an event', <Time key="ends" iso={visit.ends_at} />],
          ['Events', formatNumber(visit.events)],
        ]}
      />
      <AttributeList
        label="Attributes of the visit"
        values={visit.attributes}
        attributes={attributes.filter(({ scope }) => scope === 'visit')}
      />
    </ProfileCard>
  )
}
