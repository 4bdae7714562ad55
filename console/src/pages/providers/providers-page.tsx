import type { Provider } from '@outcrop/contract'
import { IconCloud, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { providersQuery } from '../../queries.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { ListRoom } from '../../ui/list-room.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { wide } from '../../ui/wide.ts'
import { kindNames } from './kind-names.ts'
import { May } from '../../ui/may.tsx'

const columns: DataTableColumn<Provider>[] = [
  {
    accessor: 'name',
    render: ({ id, name }) => (
      <TextLink to="/providers/$id" params={{ id }} size="sm">
        {name}
      </TextLink>
    ),
  },
  { accessor: 'state', render: ({ state }) => <StateBadge state={state} /> },
  { accessor: 'region', noWrap: true },
  {
    accessor: 'credentials',
    ...wide,
    render: ({ credentials }) => kindNames[credentials.type],
  },
  {
    accessor: 'account',
    title: 'AWS account',
    ...wide,
    render: ({ last_test }) => last_test?.account ?? '–',
  },
  {
    accessor: 'last_test',
    noWrap: true,
    title: 'Tested',
    textAlign: 'right',
    ...wide,
    render: ({ last_test }) => (last_test ? <Time iso={last_test.tested_at} ago /> : 'never'),
  },
]

/** Connections to Amazon Bedrock. */
export function ProvidersPage() {
  const providers = useQuery({ ...providersQuery(), refetchInterval: 10_000 })
  const create = (
    <May do="createProvider">
      <ButtonLink to="/providers/new" leftSection={<IconPlus size={16} />}>
        New provider
      </ButtonLink>
    </May>
  )
  return (
    <ListRoom
      title="Providers"
      description="Connections to Amazon Bedrock, each in one AWS account and one region."
      create={create}
      query={providers}
      columns={columns}
      empty={{
        icon: IconCloud,
        title: 'No provider yet',
        text: 'Connect an AWS account, or the emulator that Outcrop brings along.',
      }}
    />
  )
}
