import { Badge, Card, Grid, Stack, Tabs, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { eventQuery, eventTraceQuery } from '../../queries.ts'
import { FactList } from '../../ui/fact-list.tsx'
import { JsonView } from '../../ui/json-view.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { TraceLines } from '../traces/trace-lines.tsx'
import { eventFacts } from './event-facts.tsx'
import { EventFindings } from './event-findings.tsx'

/** One event: what it said, and everything that happened because of it. */
export function EventPage() {
  const { id } = useParams({ from: '/shell/events/$id' })
  const event = useQuery(eventQuery(id))
  const trace = useQuery({ ...eventTraceQuery(id), refetchInterval: 3_000 })
  return (
    <Page
      title={event.data?.name ?? 'Event'}
      above={<TextLink to="/events">Events</TextLink>}
      beside={event.data?.caused_by && <Badge color="blue">Answer</Badge>}
    >
      <Loaded query={event}>
        {(data) => (
          <Grid gap="lg">
            <Grid.Col span={12}>
              <Card>
                <Stack>
                  <FactList facts={eventFacts(data)} />
                  <EventFindings specification={data.specification} />
                </Stack>
              </Card>
            </Grid.Col>
            <Grid.Col span={12}>
              <Tabs defaultValue="trace" keepMounted={false}>
                <Tabs.List mb="md">
                  <Tabs.Tab value="trace">What happened</Tabs.Tab>
                  <Tabs.Tab value="payload">Payload</Tabs.Tab>
                </Tabs.List>
                <Tabs.Panel value="payload">
                  <JsonView value={data.payload} what="payload" maxHeight={640} />
                </Tabs.Panel>
                <Tabs.Panel value="trace">
                  <Title order={2} size="h5" mb="sm">
                    Everything that happened because of this event
                  </Title>
                  <Loaded query={trace}>{({ lines }) => <TraceLines lines={lines} />}</Loaded>
                </Tabs.Panel>
              </Tabs>
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
    </Page>
  )
}
