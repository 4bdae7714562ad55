import type { Service } from '@outcrop/contract'
import { Text } from '@mantine/core'
import { IconPlus, IconStack2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { servicesQuery } from '../../queries.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { ListRoom } from '../../ui/list-room.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { wide } from '../../ui/wide.ts'
import { May } from '../../ui/may.tsx'

const columns: DataTableColumn<Service>[] = [
  {
    accessor: 'name',
    render: ({ id, name }) => (
      <TextLink to="/services/$id" params={{ id }} size="sm">
        {name}
      </TextLink>
    ),
  },
  {
    accessor: 'model',
    render: ({ model }) => (
      <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {model}
      </Text>
    ),
  },
  { accessor: 'provider', ...wide, render: ({ provider }) => `${provider.name} · ${provider.region}` }, // prettier-ignore
  {
    accessor: 'state',
    title: 'Provider state',
    ...wide,
    render: ({ provider }) => <StateBadge state={provider.state} />,
  },
  {
    accessor: 'guardrail',
    ...wide,
    render: ({ guardrail }) => (guardrail ? `${guardrail.id} · ${guardrail.version}` : '–'),
  },
]

/** Named model set-ups. */
export function ServicesPage() {
  const services = useQuery(servicesQuery())
  const create = (
    <May do="createService">
      <ButtonLink to="/services/new" leftSection={<IconPlus size={16} />}>
        New service
      </ButtonLink>
    </May>
  )
  return (
    <ListRoom
      title="Services"
      description="Named model set-ups: change one, and every step that uses it follows."
      create={create}
      query={services}
      columns={columns}
      empty={{
        icon: IconStack2,
        title: 'No service yet',
        text: 'Give a model of a provider a name and its settings once, and use it in many steps.',
      }}
    />
  )
}
