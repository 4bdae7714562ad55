import type { Agent } from '@outcrop/contract'
import { IconPlus, IconRobot } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { agentsQuery } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { May } from '../../ui/may.tsx'
import { Page } from '../../ui/page.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { wide } from '../../ui/wide.ts'

const columns: DataTableColumn<Agent>[] = [
  {
    accessor: 'name',
    render: ({ id, name }) => (
      <TextLink to="/agents/$id" params={{ id }} size="sm">
        {name}
      </TextLink>
    ),
  },
  { accessor: 'state', render: ({ state }) => <StateBadge state={state} /> },
  {
    accessor: 'provider',
    render: ({ provider: { id, name } }) => (
      <TextLink to="/providers/$id" params={{ id }} size="sm">
        {name}
      </TextLink>
    ),
  },
  {
    accessor: 'model',
    ...wide,
    render: ({ last_test }) => last_test.foundation_model ?? '–',
  },
  { accessor: 'version', ...wide, render: ({ last_test }) => last_test.version ?? '–' },
  {
    accessor: 'last_test',
    noWrap: true,
    title: 'Tested',
    textAlign: 'right',
    ...wide,
    render: ({ last_test }) => <Time iso={last_test.tested_at} ago />,
  },
]

/** Bedrock agents that are connected by an alias. */
export function AgentsPage() {
  const agents = useQuery(agentsQuery())
  const connect = (
    <May do="connectAgent">
      <ButtonLink to="/agents/new" leftSection={<IconPlus size={16} />}>
        Connect agent
      </ButtonLink>
    </May>
  )
  return (
    <Page
      title="Agents"
      description="Amazon Bedrock agents that automations give tasks to, each by one of its aliases."
      actions={connect}
    >
      <ListTable
        query={agents}
        columns={columns}
        empty={
          <Empty icon={IconRobot} title="No agent yet" action={connect}>
            Make an agent and an alias with a version in the Amazon Bedrock console, then connect
            the alias here and try it in a chat.
          </Empty>
        }
      />
    </Page>
  )
}
