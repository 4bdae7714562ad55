import type { Attribute, Visitor } from '@outcrop/contract'
import { Badge, Grid, Group, Stack, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { attributesQuery, streamsQuery, visitorQuery } from '../../queries.ts'
import { attributeTitle } from '../../ui/attribute-title.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { formatNumber } from '../../ui/format.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { Time } from '../../ui/time.tsx'
import { AttributeList } from './attribute-list.tsx'
import { PersonalData } from './personal-data.tsx'
import { ProfileCard } from './profile-card.tsx'
import { VisitorAudiences } from './visitor-audiences.tsx'
import { VisitorDelays } from './visitor-delays.tsx'
import { VisitorHeld } from './visitor-held.tsx'
import { VisitorEvents } from './visitor-events.tsx'
import { VisitorRuns } from './visitor-runs.tsx'
import { VisitorVisit } from './visitor-visit.tsx'

interface ProfileProps {
  readonly visitor: Visitor
  readonly attributes: readonly Attribute[]
}

interface VisitorFactsProps {
  readonly visitor: Visitor
  /** Under which of its ids it was looked up. */
  readonly askedId: string
}

function VisitorFacts({ visitor, askedId }: VisitorFactsProps) {
  const streams = useQuery(streamsQuery()).data?.items
  const stream = streams?.find(({ id }) => id === visitor.stream_id)
  const others = [visitor.id, ...visitor.stitched_ids].filter((id) => id !== askedId)
  return (
    <FactList
      facts={[
        ['First event', <Time key="first" iso={visitor.created_at} ago />],
        ['Last event', <Time key="last" iso={visitor.last_event_at} ago />],
        ['Events', formatNumber(visitor.events)],
        ['Visits', formatNumber(visitor.visits)],
        ['Stream', stream ? streamName(stream) : '–'],
        ...(others.length > 0 ? [['Also known as', others.join(', ')] as const] : []),
      ]}
    />
  )
}

function Profile({ visitor, attributes }: ProfileProps) {
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="lg">
          <ProfileCard title="Attributes">
            <AttributeList
              label="Attributes of the visitor"
              values={visitor.attributes}
              attributes={attributes.filter(({ scope }) => scope === 'visitor')}
            />
          </ProfileCard>
          <VisitorVisit visit={visitor.visit} attributes={attributes} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Stack gap="lg">
          <VisitorAudiences audiences={visitor.audiences} />
          <VisitorDelays streamId={visitor.stream_id} visitorId={visitor.id} />
          <VisitorEvents streamId={visitor.stream_id} visitorId={visitor.id} />
          <VisitorRuns streamId={visitor.stream_id} visitorId={visitor.id} />
        </Stack>
      </Grid.Col>
    </Grid>
  )
}

/** The badges that a visitor has earned, by their titles. */
function Badges({ visitor, attributes }: ProfileProps) {
  return (
    <Group gap={6}>
      {attributes
        .filter(({ name, type }) => type === 'badge' && Object.hasOwn(visitor.attributes, name))
        .map((attribute) => (
          <Badge key={attribute.id} color="lichen">
            {attributeTitle(attribute)}
          </Badge>
        ))}
    </Group>
  )
}

/** Everything that is known of one visitor. */
export function VisitorPage() {
  const { streamId, visitorId } = useParams({ from: '/shell/visitors/$streamId/$visitorId' })
  const visitor = useQuery({ ...visitorQuery(streamId, visitorId), refetchInterval: 4_000 })
  const attributes = useQuery(attributesQuery(streamId)).data?.items ?? []
  return (
    <Page
      title={visitorId}
      above={
        <TextLink to="/visitors" search={{ stream_id: streamId }}>
          Visitors
        </TextLink>
      }
      beside={
        <>
          <CopyButton value={visitorId} what="visitor id" />
          {visitor.data && <Badges visitor={visitor.data} attributes={attributes} />}
        </>
      }
    >
      <VisitorHeld streamId={streamId} visitorId={visitorId} />
      <Loaded query={visitor} height={640}>
        {(data) => (
          <Stack gap="lg">
            <VisitorFacts visitor={data} askedId={visitorId} />
            <Tabs defaultValue="profile">
              <Tabs.List mb="lg">
                <Tabs.Tab value="profile">Profile</Tabs.Tab>
                <Tabs.Tab value="json">JSON</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="profile">
                <Profile visitor={data} attributes={attributes} />
              </Tabs.Panel>
              <Tabs.Panel value="json">
                <JsonView value={data} what="visitor" />
              </Tabs.Panel>
            </Tabs>
            <PersonalData streamId={streamId} visitorId={visitorId} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
