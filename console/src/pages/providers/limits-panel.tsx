import type { CurrentLimit } from '@outcrop/contract'
import { Badge, Group, Stack, Text } from '@mantine/core'
import { IconGauge } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { limitsQuery } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { formatNumber } from '../../ui/format.ts'
import { ListTable } from '../../ui/list-table.tsx'
import { Time } from '../../ui/time.tsx'
import { RateNow } from './rate-now.tsx'

type Row = CurrentLimit & { readonly id: string }

const columns: DataTableColumn<Row>[] = [
  {
    accessor: 'target',
    title: 'Calls of',
    render: ({ target, blocked_until }) => (
      <Stack gap={4} align="flex-start">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {target === '' ? 'The whole provider' : target}
        </Text>
        {blocked_until && (
          <Group gap={6}>
            <Badge color="orange">Waits</Badge>
            <Text size="xs" c="dimmed">
              AWS asked for it until <Time iso={blocked_until} />
            </Text>
          </Group>
        )}
      </Stack>
    ),
  },
  {
    accessor: 'requests_per_minute',
    title: 'Requests a minute',
    textAlign: 'right',
    render: ({ requests_per_minute }) => <RateNow rate={requests_per_minute} />,
  },
  {
    accessor: 'tokens_per_minute',
    title: 'Tokens a minute',
    textAlign: 'right',
    render: ({ tokens_per_minute }) => <RateNow rate={tokens_per_minute} />,
  },
  {
    accessor: 'in_flight',
    title: 'At the same time',
    textAlign: 'right',
    render: ({ in_flight: { set, taken } }) =>
      set === null ? '–' : `${formatNumber(taken)} of ${formatNumber(set)}`,
  },
]

/** The limits of a provider as they count now: what is set, and what refusals of AWS have taught. */
export function LimitsPanel({ providerId }: { readonly providerId: string }) {
  const limits = useQuery({ ...limitsQuery(providerId), refetchInterval: 3_000 })
  return (
    <Stack gap="md">
      <Text c="dimmed" maw={820}>
        What all workers together may ask of this provider now. Where AWS refuses calls, Outcrop
        learns a lower rate from it, which grows back by itself. Limits of your own are set under
        Settings.
      </Text>
      <ListTable
        query={limits}
        columns={columns}
        empty={
          <Empty icon={IconGauge} title="Nothing limits this provider">
            No limit is set, and AWS has refused no call lately.
          </Empty>
        }
      />
    </Stack>
  )
}
