import type { Run } from '@outcrop/contract'
import { Text } from '@mantine/core'
import type { DataTableColumn } from 'mantine-datatable'
import { formatCount, formatDuration, formatMoney } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'
import { VisitorLink } from '../../ui/visitor-link.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { desk, wide } from '../../ui/wide.ts'

export const runColumns: DataTableColumn<Run>[] = [
  {
    accessor: 'automation',
    title: 'Run',
    render: ({ id, automation, trigger }) => (
      <>
        <TextLink to="/runs/$id" params={{ id }} size="sm">
          {automation.name}
        </TextLink>
        <Text size="xs" c="dimmed" hiddenFrom="sm" style={{ overflowWrap: 'anywhere' }}>
          {trigger.visitor_id}
        </Text>
      </>
    ),
  },
  {
    accessor: 'state',
    title: 'State',
    render: ({ state, problem }) => (
      <>
        <StateBadge state={state} />
        {problem && (
          <Text size="xs" c="dimmed" lineClamp={2}>
            {problem.title}
          </Text>
        )}
      </>
    ),
  },
  {
    accessor: 'trigger',
    title: 'Visitor',
    ...wide,
    render: ({ trigger }) => (
      <VisitorLink visitorId={trigger.visitor_id} stream={trigger.stream_id} />
    ),
  },
  {
    accessor: 'tokens',
    noWrap: true,
    title: 'Tokens in / out',
    textAlign: 'right',
    ...desk,
    render: ({ tokens }) => `${formatCount(tokens.input)} / ${formatCount(tokens.output)}`,
  },
  {
    accessor: 'cost_usd',
    noWrap: true,
    title: 'Cost',
    textAlign: 'right',
    ...desk,
    render: ({ cost_usd }) => formatMoney(cost_usd),
  },
  {
    accessor: 'latency_ms',
    noWrap: true,
    title: 'Took',
    textAlign: 'right',
    ...wide,
    render: ({ latency_ms }) => formatDuration(latency_ms),
  },
  {
    accessor: 'created_at',
    noWrap: true,
    title: 'Created',
    textAlign: 'right',
    render: ({ created_at }) => <Time iso={created_at} ago />,
  },
]
