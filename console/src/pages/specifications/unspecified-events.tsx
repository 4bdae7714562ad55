import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DataTable } from 'mantine-datatable'
import { eventsQuery } from '../../queries.ts'
import { formatNumber } from '../../ui/format.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { Time } from '../../ui/time.tsx'
import { wide } from '../../ui/wide.ts'
import { namesWithout } from './names-without.ts'
import { May } from '../../ui/may.tsx'

const looked = 200

/** Events of late that no specification is about; nothing when there are none. */
export function UnspecifiedEvents() {
  const recent = useQuery({ ...eventsQuery({ limit: looked }), refetchInterval: 10_000 })
  const names = namesWithout(recent.data?.items ?? [])
  if (names.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        Events without a specification
      </Title>
      <Text size="sm" c="dimmed">
        Among the last {looked} events. Any of them makes a specification to begin with.
      </Text>
      <DataTable
        withTableBorder
        borderRadius="md"
        verticalSpacing="xs"
        records={names}
        idAccessor="event.id"
        scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0 } }}
        columns={[
          {
            accessor: 'name',
            title: 'Event',
            render: ({ name }) => (
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Text>
            ),
          },
          {
            accessor: 'event.stream',
            title: 'Stream',
            ...wide,
            render: ({ event }) => streamName(event.stream),
          },
          { accessor: 'count', title: 'Events', textAlign: 'right', render: ({ count }) => formatNumber(count) }, // prettier-ignore
          {
            accessor: 'event.received_at',
            title: 'Last event',
            textAlign: 'right',
            ...wide,
            render: ({ event }) => <Time iso={event.received_at} ago />,
          },
          {
            accessor: 'event.id',
            title: 'Specify',
            textAlign: 'right',
            render: ({ name, event }) => (
              <May do="createSpecification">
                <ButtonLink
                  to="/specifications/new"
                  search={{ event_id: event.id }}
                  variant="default"
                  size="compact-xs"
                  aria-label={`Make a specification of ${name}`}
                >
                  Make one
                </ButtonLink>
              </May>
            ),
          },
        ]}
      />
    </Stack>
  )
}
