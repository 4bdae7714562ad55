import type { Service } from '@outcrop/contract'
import { Text } from '@mantine/core'
import { IconPlus, IconStack2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { servicesQuery } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Page } from '../../ui/page.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { wide } from '../../ui/wide.ts'

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
    <ButtonLink to="/services/new" leftSection={<IconPlus size={16} />}>
      New service
    </ButtonLink>
  )
  return (
    <Page
      title="Services"
      description="Named model set-ups: change one, and every step that uses it follows."
      actions={create}
    >
      <ListTable
        query={services}
        columns={columns}
        empty={
          <Empty icon={IconStack2} title="No service yet" action={create}>
            Give a model of a provider a name and its settings once, and use it in many steps.
          </Empty>
        }
      />
    </Page>
  )
}
